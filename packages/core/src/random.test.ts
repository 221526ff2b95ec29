import { describe, expect, it } from 'vitest'
import { seededRandom } from './random.ts'

describe('seededRandom', () => {
  it('gives the same sequence for the same key, whatever the chunks', () => {
    const a = seededRandom('k')
    const b = seededRandom('k')
    expect([...a.bytes(5), ...a.bytes(40)]).toEqual([...b.bytes(45)])
  })

  it('derives sequences that do not depend on what was drawn, and keeps label borders', () => {
    const a = seededRandom('k')
    a.bytes(100)
    expect(a.derive('x', 1).bytes(8)).toEqual(seededRandom('k').derive('x', 1).bytes(8))
    expect(a.derive('ab', 'c').bytes(8)).not.toEqual(a.derive('a', 'bc').bytes(8))
  })

  it('fills its range evenly', () => {
    const random = seededRandom('even')
    const counts = Array.from({ length: 6 }, () => 0)
    for (let i = 0; i < 6000; i++) counts[random.integer(6)]!++
    for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(150)
  })

  it('shuffles without losing anything', () => {
    const all = Array.from({ length: 50 }, (_, i) => i)
    const mixed = seededRandom('s').shuffle(all)
    expect(mixed).not.toEqual(all)
    expect([...mixed].sort((a, b) => a - b)).toEqual(all)
  })

  it('refuses a range it cannot fill', () => {
    expect(() => seededRandom('k').integer(0)).toThrow(RangeError)
    expect(() => seededRandom('k').pick([])).toThrow(RangeError)
  })
})
