import type { Random } from '@subnetkit/core'
import type { Tokenizer } from '@subnetkit/models'
import type { Story } from './stories/story.ts'

/** Stories as one run of tokens, with the places where they start. */
export interface Corpus {
  readonly tokens: Uint16Array
  readonly starts: readonly number[]
  readonly endToken: number
}

/** One training step's input: `ids` [rows, length] and the tokens `previous` to them and after them, the `labels`. */
export interface Batch {
  readonly ids: Int32Array
  readonly previous: Int32Array
  readonly labels: Int32Array
}

export function encodeCorpus(stories: readonly Story[], tokenizer: Tokenizer): Corpus {
  const tokens: number[] = []
  const starts: number[] = []
  for (const { prompt, text } of stories) {
    starts.push(tokens.length)
    tokens.push(...tokenizer.encodePrompt(prompt), ...tokenizer.encode(text), tokenizer.special.end)
  }
  return { tokens: Uint16Array.from(tokens), starts, endToken: tokenizer.special.end }
}

/**
 * Draws `rows` runs of `length` tokens. Each begins where a story begins, as it does when the model is used; what
 * remains of a run is filled by the stories after it.
 */
export function drawBatch(corpus: Corpus, size: { rows: number; length: number }, random: Random): Batch {
  const { rows, length } = size
  const { tokens, starts, endToken } = corpus
  let usable = starts.length
  while (usable > 1 && starts[usable - 1]! + length >= tokens.length) usable--
  const ids = new Int32Array(rows * length)
  const previous = new Int32Array(rows * length)
  const labels = new Int32Array(rows * length)
  for (let row = 0; row < rows; row++) {
    const start = starts[random.integer(usable)]!
    for (let i = 0; i < length; i++) {
      ids[row * length + i] = tokens[start + i]!
      previous[row * length + i] = tokens[start + i - 1] ?? endToken
      labels[row * length + i] = tokens[start + i + 1]!
    }
  }
  return { ids, previous, labels }
}
