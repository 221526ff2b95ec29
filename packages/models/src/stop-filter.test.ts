import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { stopFilter } from './stop-filter.ts'

/** Feeds a text in pieces and joins what comes out. */
function run(pieces: readonly string[], stop: readonly string[]): { text: string; stopped: boolean } {
  const filter = stopFilter(stop)
  let text = ''
  for (const piece of pieces) {
    const step = filter.push(piece)
    text += step.text
    if (step.stopped) return { text, stopped: true }
  }
  return { text: text + filter.end(), stopped: false }
}

describe('stopFilter', () => {
  it('holds back what may become a stop string, and no more', () => {
    const filter = stopFilter(['STOP'])
    expect(filter.push('a S')).toEqual({ text: 'a ', stopped: false })
    expect(filter.push('T')).toEqual({ text: '', stopped: false })
    expect(filter.push('A')).toEqual({ text: 'STA', stopped: false })
    expect(filter.push('ST')).toEqual({ text: '', stopped: false })
    expect(filter.push('OPs')).toEqual({ text: '', stopped: true })
  })

  it('cuts before the earliest of several', () => {
    expect(run(['a fox. The end'], ['end', '. T'])).toEqual({ text: 'a fox', stopped: true })
  })

  it('finds a stop string that begins within another beginning', () => {
    expect(run(['aab', 'aab', 'c'], ['aabc'])).toEqual({ text: 'aab', stopped: true })
  })

  it('loses nothing and shows no part of a stop string, however the text is cut', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 1, maxLength: 4 })
    fc.assert(
      fc.property(fc.array(word, { maxLength: 12 }), fc.array(word, { maxLength: 3 }), (pieces, stop) => {
        const whole = pieces.join('')
        const { text, stopped } = run(pieces, stop)
        expect(stopped).toBe(stop.some((each) => whole.includes(each)))
        expect(whole.startsWith(text)).toBe(true)
        for (const each of stop) expect(text).not.toContain(each)
        if (!stopped) expect(text).toBe(whole)
      }),
    )
  })
})
