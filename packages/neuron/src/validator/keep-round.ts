import { keepScores, scoreKey } from '@subnetkit/scoring'
import type { NeuronView } from '../neuron-view.ts'
import type { ValidatorState } from '../state/validator-state.ts'

/** The share of the newest round in a kept score unless configured otherwise. */
export const defaultScoreAlpha = 0.3

/**
 * Takes a round's scores into the kept ones and stores them with the mark that this round has counted. Registrations
 * that are gone from the metagraph are forgotten.
 */
export function keepRound(options: {
  state: ValidatorState
  netuid: number
  epoch: number
  neurons: readonly NeuronView[]
  judged: ReadonlyMap<string, number>
  alpha: number
}): void {
  const { state, netuid, epoch, neurons, judged, alpha } = options
  const registrations = neurons.map(({ hotkey, registeredAt }) => ({
    netuid,
    mechanism: 0,
    hotkey,
    registeredAt,
  }))
  const previous = new Map(
    state
      .scores()
      .map(({ score, rounds, ...of }) => [scoreKey({ netuid, mechanism: 0, ...of }), { score, rounds }]),
  )
  const kept = keepScores({ previous, registrations, scores: judged, alpha })
  state.keepScores(
    epoch,
    registrations.flatMap((registration) => {
      const score = kept.get(scoreKey(registration))
      if (!score) return []
      const { hotkey, registeredAt } = registration
      return [{ hotkey, registeredAt, ...score }]
    }),
  )
}
