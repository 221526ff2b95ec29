import { i32f32 } from './fixed-point.ts'
import type { Vector } from './vector.ts'

/** One entry of a row: the column's uid, and its value as I32F32 bits. */
export type Cell = readonly [uid: number, value: bigint]
/** A row in the order it was stored in. A cell that is 0 and a cell that is missing are different things. */
export type Row = readonly Cell[]
/** A row per uid: validators down, miners across. */
export type SparseMatrix = readonly Row[]

/** The matrix without the cells for which `keep` is false. */
export const keepCells = (matrix: SparseMatrix, keep: (i: number, j: number) => boolean): SparseMatrix =>
  matrix.map((row, i) => row.filter(([j]) => keep(i, j)))

/** The matrix with other values in the same cells. */
export const mapCells = (
  matrix: SparseMatrix,
  change: (value: bigint, i: number, j: number) => bigint,
): SparseMatrix => matrix.map((row, i) => row.map(([j, value]) => [j, change(value, i, j)] as const))

/** The sum of each row. */
export const rowSums = (matrix: SparseMatrix): Vector =>
  matrix.map((row) => row.reduce((total, [, value]) => i32f32.add(total, value), 0n))

/** The sum of each column. */
export function columnSums(matrix: SparseMatrix): Vector {
  const sums: bigint[] = matrix.map(() => 0n)
  for (const row of matrix) for (const [j, value] of row) sums[j] = i32f32.add(sums[j]!, value)
  return sums
}

/** The largest value of each column, 0 where it has none. */
function columnMaxima(matrix: SparseMatrix): Vector {
  const maxima: bigint[] = matrix.map(() => 0n)
  for (const row of matrix) for (const [j, value] of row) if (value > maxima[j]!) maxima[j] = value
  return maxima
}

const divideColumns = (matrix: SparseMatrix, by: Vector): SparseMatrix =>
  mapCells(matrix, (value, _, j) => (by[j] === 0n ? value : i32f32.div(value, by[j]!)))

/** The matrix with rows that sum to 1; a row that sums to 0 is left alone. */
export function normaliseRows(matrix: SparseMatrix): SparseMatrix {
  const sums = rowSums(matrix)
  return mapCells(matrix, (value, i) => (sums[i] === 0n ? value : i32f32.div(value, sums[i]!)))
}

/** The matrix with columns that sum to 1; a column that sums to 0 is left alone. */
export const normaliseColumns = (matrix: SparseMatrix): SparseMatrix =>
  divideColumns(matrix, columnSums(matrix))

/** The matrix with every column divided by its largest value. */
export const upscaleColumns = (matrix: SparseMatrix): SparseMatrix =>
  divideColumns(matrix, columnMaxima(matrix))

/** The row as a full vector of length `n`, 0 where it has no cell. */
export function denseRow(row: Row, n: number): bigint[] {
  const dense = new Array<bigint>(n).fill(0n)
  for (const [j, value] of row) dense[j] = value
  return dense
}

/** The positive entries of a full vector as a row, by ascending uid. */
export const positiveCells = (dense: Vector): Row =>
  dense.map((value, j) => [j, value] as const).filter(([, value]) => value > 0n)
