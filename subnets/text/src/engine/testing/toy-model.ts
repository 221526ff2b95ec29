/**
 * A language model of 13 tokens for stand-ins: what follows depends on the last two tokens. Some of its tokens end inside a
 * character, one ends the text, and one is special but does not.
 */
const bytes = (text: string): number[] => [...Buffer.from(text)]
const fox = bytes('🦊')
const pieces: readonly (readonly number[])[] = [
  ...[[], []],
  ...[' a', ' fox', ' sat', ' by', ' the', ' sea', '.', '!'].map(bytes),
  ...[fox.slice(0, 2), fox.slice(2, 3), fox.slice(3)],
]

export const toyModel = {
  vocabulary: pieces.length,
  end: 0,
  /** Begins a turn; a stream shows it as nothing. */
  turn: 1,
  firstOfFox: 10,

  /** Natural logarithms of all tokens' probabilities after a text. */
  logprobs(text: readonly number[]): number[] {
    const [before = 0, last = 0] = text.slice(-2)
    // A character that was begun is ended.
    if (last === 10 || last === 11) return pieces.map((_, token) => (token === last + 1 ? -1e-6 : -15))
    const logits = pieces.map((_, token) => {
      if (token >= 11) return -30
      return 1.5 * Math.sin(12.9898 * (31 * last + 17 * before + 7 * token + 1)) - (token <= 1 ? 1.5 : 0)
    })
    const sum = logits.reduce((all, logit) => all + Math.exp(logit), 0)
    return logits.map((logit) => logit - Math.log(sum))
  },

  /** The likeliest first. */
  best(text: readonly number[], count: number): { id: number; logprob: number }[] {
    return toyModel
      .logprobs(text)
      .map((logprob, id) => ({ id, logprob }))
      .sort((a, b) => b.logprob - a.logprob)
      .slice(0, count)
  },

  bytesOf: (token: number): readonly number[] => pieces[token] ?? [],

  /** With special tokens written out, as detokenisers do; a character cut off becomes U+FFFD. */
  decode: (tokens: readonly number[]): string =>
    Buffer.from(
      tokens.flatMap((token) =>
        token === 0 ? bytes('<end>') : token === 1 ? bytes('<turn>') : pieces[token]!,
      ),
    ).toString(),

  encode: (text: string): number[] => [1, ...[...text].map((letter) => 2 + (letter.charCodeAt(0) % 8))],

  /** Samples as the sampler chain top_k, temperature, top_p and one draw do, written without the code under test. */
  draw(
    text: readonly number[],
    { at, temperature, topK, topP }: { at: number; temperature: number; topK: number; topP: number },
  ): number {
    const kept = toyModel.best(text, topK)
    const weights = kept.map(({ logprob }) => Math.exp(logprob / temperature))
    const whole = weights.reduce((a, b) => a + b, 0)
    let [mass, count] = [0, 0]
    while (count < kept.length && (count === 0 || mass < topP * whole)) mass += weights[count++]!
    let sum = 0
    for (let i = 0; i < count; i++) {
      sum += weights[i]!
      if (at * mass < sum) return kept[i]!.id
    }
    return kept[count - 1]!.id
  },
}
