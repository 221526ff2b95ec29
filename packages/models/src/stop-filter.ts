/** Takes a text's pieces as they come and holds back what may belong to a stop string. */
export interface StopFilter {
  /** What may be shown now; `stopped` as soon as a stop string is complete, with the text that stands before it. */
  push(piece: string): { readonly text: string; readonly stopped: boolean }
  /** What was held back, when no more comes. */
  end(): string
}

/**
 * Cuts a text before the first stop string in it. A text is looked at after every piece: the piece that completes a stop
 * string is the last one, and the text ends where the earliest stop string in it begins.
 *
 * @param stop texts that end the answer, none of them empty
 * @example
 * ```ts
 * import { stopFilter } from '@subnetkit/models'
 * const filter = stopFilter(['The end'])
 * filter.push('Goodbye. Th') // { text: 'Goodbye. ', stopped: false }
 * filter.push('e end.') // { text: '', stopped: true }
 * ```
 */
export function stopFilter(stop: readonly string[]): StopFilter {
  let held = ''
  return {
    push(piece) {
      held += piece
      const found = stop.map((text) => held.indexOf(text)).filter((at) => at >= 0)
      if (found.length > 0) {
        const text = held.slice(0, Math.min(...found))
        held = ''
        return { text, stopped: true }
      }
      const kept = Math.max(0, ...stop.map((text) => beginning(held, text)))
      const text = held.slice(0, held.length - kept)
      held = held.slice(text.length)
      return { text, stopped: false }
    },
    end() {
      const text = held
      held = ''
      return text
    },
  }
}

/** The length of the longest end of `text` with which `stop` begins, shorter than `stop` itself. */
function beginning(text: string, stop: string): number {
  for (let length = Math.min(text.length, stop.length - 1); length > 0; length--) {
    if (text.endsWith(stop.slice(0, length))) return length
  }
  return 0
}
