import type { SparseMatrix } from './sparse-matrix.ts'
import type { Vector } from './vector.ts'

/**
 * What the steps of an epoch tell while they run, in order: the step's number in the epoch's description, a name,
 * and the values by uid (I32F32 unless `fractionBits` says otherwise).
 */
export interface EpochObserver {
  mechanism(index: number, emission: bigint): void
  flags(step: number, name: string, values: readonly boolean[]): void
  vector(step: number, name: string, values: Vector, fractionBits?: number): void
  matrix(step: number, name: string, values: SparseMatrix): void
}

/** Nobody looks. */
export const noObserver: EpochObserver = {
  mechanism() {},
  flags() {},
  vector() {},
  matrix() {},
}
