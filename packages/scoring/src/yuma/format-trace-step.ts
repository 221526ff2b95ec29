import type { TraceStep } from './trace-epoch.ts'

const columnsAtOnce = 10

const number = (value: number): string => (Number.isInteger(value) ? String(value) : value.toFixed(6))

/** Rows of text under a header of uids, at most ten columns side by side. */
function table(
  columns: readonly number[],
  rows: readonly { readonly name: string; readonly cells: ReadonlyMap<number, string> }[],
): string[] {
  const lines: string[] = []
  const side = Math.max(3, ...rows.map((row) => row.name.length))
  for (let from = 0; from < columns.length; from += columnsAtOnce) {
    const part = columns.slice(from, from + columnsAtOnce)
    const widths = part.map((uid) =>
      Math.max(String(uid).length, ...rows.map((row) => (row.cells.get(uid) ?? '·').length)),
    )
    const line = (name: string, cells: readonly string[]): string =>
      `  ${name.padStart(side)} │ ${cells.map((cell, k) => cell.padStart(widths[k]!)).join('  ')}`
    lines.push(line('uid', part.map(String)))
    for (const row of rows) {
      const cells = part.map((uid) => row.cells.get(uid) ?? '·')
      lines.push(line(row.name, cells))
    }
  }
  return lines
}

function body(step: TraceStep): string[] {
  if (step.kind === 'matrix') {
    const columns = [...new Set(step.values.flatMap((row) => row.map(([uid]) => uid)))].sort((a, b) => a - b)
    if (columns.length === 0) return ['  (no cells)']
    const rows = step.values.flatMap((row, uid) =>
      row.length === 0
        ? []
        : [{ name: String(uid), cells: new Map(row.map(([j, value]) => [j, number(value)])) }],
    )
    return table(columns, rows)
  }
  const cells = step.kind === 'flags' ? step.values.map((is) => (is ? 'yes' : 'no')) : step.values.map(number)
  return table([...cells.keys()], [{ name: '', cells: new Map(cells.entries()) }])
}

/**
 * One step of a trace as a small table: uids across, and for matrices validators down. `·` is a cell that is not there.
 *
 * @example
 * ```ts
 * import { formatTraceStep } from '@subnetkit/scoring'
 * formatTraceStep({ mechanism: 0, step: 10, name: 'consensus', kind: 'vector', values: [0, 0.5] })
 * // 10 consensus
 * //   uid │ 0         1
 * //       │ 0  0.500000
 * ```
 */
export const formatTraceStep = (step: TraceStep): string =>
  [`${String(step.step).padStart(2)} ${step.name}`, ...body(step)].join('\n')
