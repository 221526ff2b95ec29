import { maxUpscale } from '@subnetkit/scoring'
import type { ChainContext } from '../../chain-context.ts'
import { DispatchFailure } from '../../dispatch-error.ts'
import { type Origin, signed } from '../../origin.ts'
import type { AccountId } from '../../scale/chain-types.ts'
import { errors } from './errors.ts'
import { events } from './events.ts'
import { mechanismIndex } from './math/mechanism-index.ts'
import { lastUpdates, setLastUpdate } from './neurons.ts'
import { ownerUid } from './owner.ts'
import { isPast } from './rate-limits.ts'
import { stakeWeight, wholeStake } from './stake-weight.ts'
import { storage } from './storage.ts'

/*
 * Weights: what a validator thinks of the others. Source: pallets/subtensor, subnets/weights.rs and
 * guards/check_weights.rs, check_rate_limits.rs.
 */

/** What is sent: a weight for each of these uids. */
export interface WeightVector {
  readonly netuid: number
  readonly mechanism: number
  readonly uids: readonly number[]
  readonly values: readonly number[]
  readonly versionKey: bigint
}

/** Whether a hotkey's stake suffices for weights; the owner's always does. */
export function hasStakeForWeights(chain: ChainContext, hotkey: AccountId, netuid: number): boolean {
  const owner = ownerUid(chain, netuid)
  if (owner !== undefined && storage.Uids.get(chain, netuid, hotkey) === owner) return true
  return wholeStake(stakeWeight(chain, hotkey, netuid)) >= storage.StakeThreshold.get(chain)
}

const mechanismExists = (chain: ChainContext, netuid: number, mechanism: number): boolean =>
  storage.NetworksAdded.get(chain, netuid) && mechanism < storage.MechanismCountCurrent.get(chain, netuid)

/** Whether enough blocks went by since the neuron's last weights on this mechanism. */
export function passesWeightsLimit(
  chain: ChainContext,
  netuid: number,
  mechanism: number,
  uid: number,
): boolean {
  if (!mechanismExists(chain, netuid, mechanism)) return false
  const last = lastUpdates(chain, netuid, mechanismIndex(netuid, mechanism))[uid] ?? 0n
  return isPast(chain, last, storage.WeightsSetRateLimit.get(chain, netuid))
}

/** What already the pool refuses: too little stake, or weights too soon. The same is checked in the block. */
export function weightsGuard(
  chain: ChainContext,
  hotkey: AccountId,
  netuid: number,
  mechanism: number,
): DispatchFailure | undefined {
  if (!hasStakeForWeights(chain, hotkey, netuid)) return errors.NotEnoughStakeToSetWeights()
  const uid = storage.Uids.get(chain, netuid, hotkey)
  if (uid === undefined || storage.CommitRevealWeightsEnabled.get(chain, netuid)) return undefined
  return passesWeightsLimit(chain, netuid, mechanism, uid) ? undefined : errors.SettingWeightsTooFast()
}

/** One entry, for oneself: allowed to anybody. */
const isSelfWeight = (uid: number, uids: readonly number[]): boolean => uids.length === 1 && uids[0] === uid

const mayJudge = (chain: ChainContext, netuid: number, uid: number, uids: readonly number[]): boolean =>
  isSelfWeight(uid, uids) ||
  ownerUid(chain, netuid) === uid ||
  (storage.ValidatorPermit.get(chain, netuid)[uid] ?? false)

const isLongEnough = (chain: ChainContext, netuid: number, uid: number, uids: readonly number[]): boolean => {
  const least = Math.min(storage.MinAllowedWeights.get(chain, netuid), storage.SubnetworkN.get(chain, netuid))
  return isSelfWeight(uid, uids) || uids.length >= least
}

/** The checks in the chain's order; gives the uid of the signer. */
function checkWeights(chain: ChainContext, hotkey: AccountId, vector: WeightVector): number {
  const { netuid, mechanism, uids, values, versionKey } = vector
  if (netuid === 0) throw errors.CanNotSetRootNetworkWeights()
  if (uids.length !== values.length) throw errors.WeightVecNotEqualSize()
  if (!mechanismExists(chain, netuid, mechanism)) throw errors.MechanismDoesNotExist()
  const size = storage.SubnetworkN.get(chain, netuid)
  if (uids.length > size) throw errors.UidsLengthExceedUidsInSubNet()
  const uid = storage.Uids.get(chain, netuid, hotkey)
  if (uid === undefined) throw errors.HotKeyNotRegisteredInSubNet()
  if (!hasStakeForWeights(chain, hotkey, netuid)) throw errors.NotEnoughStakeToSetWeights()
  if (versionKey < storage.WeightsVersionKey.get(chain, netuid)) throw errors.IncorrectWeightVersionKey()
  if (
    !storage.CommitRevealWeightsEnabled.get(chain, netuid) &&
    !passesWeightsLimit(chain, netuid, mechanism, uid)
  ) {
    throw errors.SettingWeightsTooFast()
  }
  if (!mayJudge(chain, netuid, uid, uids)) throw errors.NeuronNoValidatorPermit()
  if (new Set(uids).size !== uids.length) throw errors.DuplicateUids()
  if (uids.some((each) => each >= size)) throw errors.UidVecContainInvalidOne()
  if (!isLongEnough(chain, netuid, uid, uids)) throw errors.WeightVecLengthIsLow()
  return uid
}

/** Stores weights, the largest as 65535, in the order sent, zeros included. */
export function storeWeights(chain: ChainContext, hotkey: AccountId, vector: WeightVector): void {
  const uid = checkWeights(chain, hotkey, vector)
  const { netuid, mechanism, uids, values } = vector
  const index = mechanismIndex(netuid, mechanism)
  const scaled = maxUpscale(values)
  storage.Weights.set(
    chain,
    index,
    uid,
    uids.map((to, at): [number, number] => [to, scaled[at]!]),
  )
  // With commit-reveal the commit counts as the update.
  if (!storage.CommitRevealWeightsEnabled.get(chain, netuid)) {
    setLastUpdate(chain, netuid, index, uid, BigInt(chain.block))
  }
  chain.emit(events.WeightsSet(index, uid))
}

/** A hotkey sets its weights in the clear, which a subnet with commit-reveal refuses. */
export function setWeights(chain: ChainContext, origin: Origin, vector: WeightVector): void {
  if (origin.type === 'signed') {
    const refused = weightsGuard(chain, origin.who, vector.netuid, vector.mechanism)
    if (refused) throw refused
  }
  if (storage.CommitRevealWeightsEnabled.get(chain, vector.netuid)) throw errors.CommitRevealEnabled()
  storeWeights(chain, signed(origin), vector)
}

/** Sets weights on several subnets; one that fails leaves the others alone, and is told in an event. */
export function setWeightsBatch(
  chain: ChainContext,
  origin: Origin,
  netuids: readonly number[],
  weights: readonly (readonly (readonly [number, number])[])[],
  versionKeys: readonly bigint[],
): void {
  const hotkey = signed(origin)
  if (netuids.length !== weights.length || netuids.length !== versionKeys.length) {
    throw errors.InputLengthsUnequal()
  }
  if (netuids.some((netuid) => !hasStakeForWeights(chain, hotkey, netuid))) {
    throw errors.NotEnoughStakeToSetWeights()
  }
  const failed = netuids.flatMap((netuid, at) => {
    try {
      if (storage.CommitRevealWeightsEnabled.get(chain, netuid)) throw errors.CommitRevealEnabled()
      storeWeights(chain, hotkey, {
        netuid,
        mechanism: 0,
        uids: weights[at]!.map(([uid]) => uid),
        values: weights[at]!.map(([, value]) => value),
        versionKey: versionKeys[at]!,
      })
      return []
    } catch (error) {
      if (error instanceof DispatchFailure) return [{ netuid, error: error.error }]
      throw error
    }
  })
  if (failed.length > 0) chain.emit(events.BatchCompletedWithErrors())
  for (const { netuid, error } of failed) chain.emit(events.BatchWeightItemFailed(netuid, error))
  chain.emit(events.BatchWeightsCompleted([...netuids], hotkey))
}
