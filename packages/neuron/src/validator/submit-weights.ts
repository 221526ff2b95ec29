import type { Clock, Random } from '@subnetkit/core'
import { toWeights } from '@subnetkit/scoring'
import type { Keypair } from '@subnetkit/wallet/keys'
import type { ChainPort } from '../chain-port.ts'
import type { AdjustWeights } from '../character.ts'
import { errorEvent } from '../error-event.ts'
import type { SettledReason, ValidatorEvent } from '../events.ts'
import { registrationKey } from '../neuron-view.ts'
import type { ValidatorState } from '../state/validator-state.ts'
import { neuronViews } from './neuron-views.ts'
import { weightAlarms } from './weight-alarms.ts'

/**
 * Turns the kept scores into weights and hands them to the chain. Scores belong to registrations; which uid each has is
 * read from the chain now, not at the round's start, so that a uid that changed hands gets nothing. Every attempt leaves
 * a receipt.
 */
export async function submitWeights(options: {
  chain: ChainPort
  netuid: number
  keypair: Keypair
  state: ValidatorState
  clock: Clock
  epoch: number
  adjustWeights?: AdjustWeights
  random: Random
  onEvent: (event: ValidatorEvent) => void
}): Promise<SettledReason> {
  const { chain, netuid, keypair, state, clock, epoch, adjustWeights, random, onEvent } = options
  const metagraph = await chain.metagraph(netuid)
  const self = metagraph.neurons.find((neuron) => neuron.hotkey === keypair.ss58)
  if (!self) return 'not-registered'
  if (!self.validatorPermit && metagraph.ownerHotkey !== self.hotkey) return 'no-permit'
  for (const alarm of weightAlarms(metagraph, self, state.receipts(1)[0])) onEvent(errorEvent(alarm))
  // The next block is the first that can hold them.
  const since = metagraph.block + 1 - self.lastUpdate
  if (self.lastUpdate !== 0 && since < metagraph.weightsRateLimit) return 'rate-limited'

  const kept = new Map(state.scores().map((entry) => [registrationKey(entry), entry.score]))
  const inputs = metagraph.neurons.flatMap((neuron) => {
    const score = kept.get(registrationKey(neuron))
    return score === undefined ? [] : [{ uid: neuron.uid, hotkey: neuron.hotkey, score }]
  })
  const scores = adjustWeights
    ? await adjustWeights({
        scores: inputs,
        self: { uid: self.uid, hotkey: self.hotkey },
        neurons: neuronViews(metagraph),
        weights: () => chain.weights(netuid),
        random,
      })
    : inputs
  if (!scores.some(({ score }) => score > 0)) return 'no-scores'

  const { minAllowedWeights, maxWeightLimit } = metagraph
  let weights: { uids: number[]; values: number[] } = { uids: [], values: [] }
  const receipt = () => ({
    epoch,
    atMs: clock.nowMs(),
    block: metagraph.block,
    inputs,
    uids: weights.uids,
    weights: weights.values,
  })
  try {
    weights = toWeights(scores, { minAllowedWeights, maxWeightLimit, ownUid: self.uid })
    const { hash } = await chain.setWeights({
      netuid,
      keypair,
      ...weights,
      version: metagraph.weightsVersion,
    })
    state.saveReceipt({ ...receipt(), outcome: { accepted: true, hash } })
    onEvent({ type: 'weights-set', epoch, hash, ...weights })
    return 'weights-set'
  } catch (error) {
    const { code, message, remedy } = errorEvent(error)
    state.saveReceipt({ ...receipt(), outcome: { accepted: false, code, message } })
    onEvent({ type: 'weights-refused', epoch, code, message, remedy })
    return 'weights-refused'
  }
}
