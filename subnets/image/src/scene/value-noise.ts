import type { Random } from '@subnetkit/core'

const side = 8

/** Smooth noise over the plane, 0 … 1: random values at whole numbers (repeating every 8), eased in between. */
export function valueNoise(random: Random): (x: number, y: number) => number {
  const values = Float64Array.from({ length: side * side }, () => random.fraction())
  const at = (column: number, row: number): number => values[(column & 7) + side * (row & 7)]!
  const ease = (t: number): number => t * t * (3 - 2 * t)
  const mix = (a: number, b: number, t: number): number => a + (b - a) * t
  return (x, y) => {
    const [column, row] = [Math.floor(x), Math.floor(y)]
    const [s, t] = [ease(x - column), ease(y - row)]
    const upper = mix(at(column, row), at(column + 1, row), s)
    const lower = mix(at(column, row + 1), at(column + 1, row + 1), s)
    return mix(upper, lower, t)
  }
}
