/** How long a transaction is valid: for ever, or `period` blocks from a block that is `phase` into the period. */
export type Era = 'immortal' | { readonly period: number; readonly phase: number }

/** Reads what the first byte of an era (and, unless it is 0, the second) means. Source: sp_runtime::generic::era. */
export function readEra(first: number, second: number): Era {
  if (first === 0) return 'immortal'
  const encoded = first + second * 256
  const period = 2 << (encoded & 15)
  const quantizeFactor = Math.max(period >> 12, 1)
  return { period, phase: (encoded >> 4) * quantizeFactor }
}

/** The block whose hash a transaction of this era signs, seen from block `current`. */
export function eraBirth(era: Era, current: number): number {
  if (era === 'immortal') return 0
  const { period, phase } = era
  return Math.floor((Math.max(current, phase) - phase) / period) * period + phase
}

/** The first block in which it is no longer valid. */
export const eraDeath = (era: Era, current: number): number =>
  era === 'immortal' ? Number.POSITIVE_INFINITY : eraBirth(era, current) + era.period
