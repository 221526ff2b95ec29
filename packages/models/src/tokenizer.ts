import { z } from 'zod'

/** The file `tokenizer.json`: byte-pair merges over characters. */
export const TokenizerFile = z.object({
  kind: z.literal('byte-pair'),
  /** What each token stands for; special tokens first, then single characters, then one piece a merge. */
  pieces: z
    .array(z.string())
    .min(4)
    .max(1 << 20),
  /** Pairs of tokens in the order in which they are joined; merge i makes token `pieces.length - merges.length + i`. */
  merges: z.array(z.tuple([z.int().nonnegative(), z.int().nonnegative()])),
  special: z.object({
    /** Ends an answer. */
    end: z.int(),
    /** Stands before a prompt. */
    prompt: z.int(),
    /** Stands between a prompt and its answer. */
    text: z.int(),
    /** Stands for a character that the model has never seen. */
    unknown: z.int(),
  }),
})
export type TokenizerFile = z.infer<typeof TokenizerFile>

/** Turns text into tokens and back. */
export interface Tokenizer {
  readonly size: number
  readonly special: TokenizerFile['special']
  encode(text: string): number[]
  /**
   * The text of tokens; special ones have none. A piece is whole characters, never part of one, so tokens may be
   * decoded one by one as they arrive.
   */
  decode(tokens: readonly number[]): string
  /** The tokens a model is fed to answer `prompt`. */
  encodePrompt(prompt: string): number[]
}

/** Where merges stop: within a word (with the space before it), a number, punctuation or blanks. */
export const wordPattern = / ?[A-Za-z']+| ?[0-9]+| ?[^\sA-Za-z0-9]+|\s+/gu

const cacheLimit = 20_000

/**
 * Makes a tokenizer from what its file says.
 *
 * @example
 * ```ts
 * import { createTokenizer, TokenizerFile } from '@subnetkit/models'
 * const tokenizer = createTokenizer(TokenizerFile.parse(JSON.parse(text)))
 * tokenizer.decode(tokenizer.encode('a fox')) // 'a fox'
 * ```
 */
export function createTokenizer(file: TokenizerFile): Tokenizer {
  const { pieces, merges, special } = file
  const firstMerged = pieces.length - merges.length
  const specials = new Set(Object.values(special))
  const tokenOf = new Map(pieces.map((piece, token) => [piece, token] as const).slice(0, firstMerged))
  for (const token of specials) tokenOf.delete(pieces[token] ?? '')
  const mergeOf = new Map(merges.map(([left, right], index) => [left * pieces.length + right, index]))
  const cache = new Map<string, readonly number[]>()

  const encodeWord = (word: string): readonly number[] => {
    const known = cache.get(word)
    if (known) return known
    const tokens = Array.from(word, (character) => tokenOf.get(character) ?? special.unknown)
    for (;;) {
      let best = Number.POSITIVE_INFINITY
      let at = -1
      for (let i = 0; i + 1 < tokens.length; i++) {
        const merge = mergeOf.get(tokens[i]! * pieces.length + tokens[i + 1]!)
        if (merge !== undefined && merge < best) {
          best = merge
          at = i
        }
      }
      if (at < 0) break
      tokens.splice(at, 2, firstMerged + best)
    }
    // Text comes from strangers: the cache must not grow with it.
    if (cache.size < cacheLimit) cache.set(word, tokens)
    return tokens
  }
  const encode = (text: string): number[] =>
    Array.from(text.matchAll(wordPattern)).flatMap(([word]) => encodeWord(word) as number[])
  return {
    size: pieces.length,
    special,
    encode,
    decode: (tokens) => tokens.map((token) => (specials.has(token) ? '' : (pieces[token] ?? ''))).join(''),
    encodePrompt: (prompt) => [special.prompt, ...encode(prompt), special.text],
  }
}
