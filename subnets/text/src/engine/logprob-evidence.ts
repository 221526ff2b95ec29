/** How likely a token of an answer was, by the validator's engine. */
export interface ScoredToken {
  /** Natural logarithm of its probability; −∞ when the engine gives it none. */
  readonly logprob: number
  /** Logarithms of the likeliest tokens' probabilities there, the likeliest first. */
  readonly best: readonly number[]
}

/** What an answer's log-probabilities show when nobody can say which tokens the seed demands. */
export interface LogprobEvidence {
  /** Mean of 1 − |reported − true probability|, 0 … 1: whether it was this model. */
  readonly likeness: number
  /**
   * How many standard deviations more often than the model's own distribution gives it the likeliest token was taken:
   * high in greedy and cooler text, low in warmer text and text that the model did not write.
   */
  readonly greed: number
  /** The same for the tokens listed in `best`. */
  readonly caution: number
}

/**
 * Compares what was reported with what the validator's engine says, token by token, and counts how often the likeliest
 * tokens were taken. Each count is a sum of independent draws whose probabilities are known, so honest answers are
 * within 4 standard deviations. The counts mean something only for text drawn at temperature 1 from all tokens.
 */
export function logprobEvidence(
  scored: readonly ScoredToken[],
  reported: readonly number[],
): LogprobEvidence {
  const difference = scored.map(({ logprob }, i) =>
    Math.abs(Math.exp(logprob) - Math.exp(Math.min(0, reported[i] ?? Number.NEGATIVE_INFINITY))),
  )
  const mean = difference.reduce((sum, each) => sum + each, 0) / Math.max(1, scored.length)
  return {
    likeness: 1 - mean,
    greed: excess(scored, ({ best }) => best.slice(0, 1)),
    caution: excess(scored, ({ best }) => best),
  }
}

function excess(scored: readonly ScoredToken[], among: (token: ScoredToken) => readonly number[]): number {
  let [taken, expected, variance] = [0, 0, 0]
  for (const token of scored) {
    const likely = among(token)
    const share = Math.min(
      1,
      likely.reduce((sum, logprob) => sum + Math.exp(logprob), 0),
    )
    if (token.logprob >= (likely.at(-1) ?? Number.POSITIVE_INFINITY)) taken += 1
    expected += share
    variance += share * (1 - share)
  }
  // Where nearly nothing is left to chance, one token off must not be many deviations.
  return (taken - expected) / Math.sqrt(Math.max(1, variance))
}
