import { scoringErrors } from './errors.ts'

/** What a score belongs to: a hotkey that comes back, or a uid that changes hands, is another registration. */
export interface Registration {
  readonly netuid: number
  /** Index of the mechanism, 0 on nearly every subnet. */
  readonly mechanism: number
  readonly hotkey: string
  /** The block of the registration. */
  readonly registeredAt: number
}

/** A score as it is kept between rounds: plain data, to be stored. */
export interface KeptScore {
  /** 0 to 1. */
  readonly score: number
  /** Rounds that it was made of. */
  readonly rounds: number
}

/** Kept scores by `scoreKey`. */
export type ScoreBook = ReadonlyMap<string, KeptScore>

/**
 * The key of a registration's score.
 *
 * @example
 * ```ts
 * import { scoreKey } from '@subnetkit/scoring'
 * scoreKey({ netuid: 1, mechanism: 0, hotkey: '5Grw…', registeredAt: 120 }) // '1/0/5Grw…/120'
 * ```
 */
export const scoreKey = (of: Registration): string =>
  `${of.netuid}/${of.mechanism}/${of.hotkey}/${of.registeredAt}`

/**
 * Takes a round's scores into the kept ones, as an exponential moving average: alpha × new + (1 − alpha) × old. A
 * newcomer starts from its first round; a hotkey without a score this round keeps what it had; a registration that is
 * gone is forgotten.
 *
 * @param options.registrations those that exist now
 * @param options.scores this round's, 0 to 1 by hotkey
 * @param options.alpha share of the new round, above 0 and up to 1
 * @throws SCORE_INPUT_INVALID when alpha or a score is out of range, or a registration is named twice
 * @example
 * ```ts
 * import { keepScores, scoreKey } from '@subnetkit/scoring'
 *
 * const me = { netuid: 1, mechanism: 0, hotkey: 'a', registeredAt: 7 }
 * const first = keepScores({ previous: new Map(), registrations: [me], scores: new Map([['a', 1]]), alpha: 0.25 })
 * const second = keepScores({ previous: first, registrations: [me], scores: new Map([['a', 0]]), alpha: 0.25 })
 * second.get(scoreKey(me)) // { score: 0.75, rounds: 2 }
 * ```
 */
export function keepScores(options: {
  readonly previous: ScoreBook
  readonly registrations: readonly Registration[]
  readonly scores: ReadonlyMap<string, number>
  readonly alpha: number
}): Map<string, KeptScore> {
  const { previous, registrations, scores, alpha } = options
  if (!(alpha > 0 && alpha <= 1)) throw scoringErrors.SCORE_INPUT_INVALID({ problem: `alpha is ${alpha}` })
  const kept = new Map<string, KeptScore>()
  for (const registration of registrations) {
    const key = scoreKey(registration)
    if (kept.has(key)) throw scoringErrors.SCORE_INPUT_INVALID({ problem: `${key} is named twice` })
    const old = previous.get(key)
    const score = scores.get(registration.hotkey)
    if (score === undefined) {
      if (old) kept.set(key, old)
      continue
    }
    if (!(score >= 0 && score <= 1)) {
      throw scoringErrors.SCORE_INPUT_INVALID({ problem: `the score of ${registration.hotkey} is ${score}` })
    }
    kept.set(
      key,
      old ? { score: alpha * score + (1 - alpha) * old.score, rounds: old.rounds + 1 } : { score, rounds: 1 },
    )
  }
  return kept
}
