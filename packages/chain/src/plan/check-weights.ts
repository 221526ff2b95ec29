import type { Netuid, Ss58, Uid } from '@subnetkit/core'
import { type Plain, take } from '../runtime/plain.ts'
import type { Snapshot } from '../snapshot.ts'
import { mechanismIndex } from '../weights.ts'
import type { SetWeightsIntent } from './intent.ts'
import { type Findings, type Violation, violation } from './violation.ts'

/** Everything about one hotkey and one subnet, at one block, that decides whether weights are taken. */
export interface WeightsState {
  readonly block: number
  readonly netuid: Netuid
  readonly exists: boolean
  readonly mechanismCount: number
  readonly neuronCount: number
  /** The hotkey's uid, null when it is not registered. */
  readonly uid: Uid | null
  readonly isOwnerHotkey: boolean
  readonly validatorPermit: boolean
  /** The stake weight of the hotkey; read only when there is a threshold. */
  readonly totalStake: bigint
  readonly stakeThreshold: bigint
  readonly weightsVersionKey: bigint
  readonly weightsSetRateLimit: number
  readonly lastUpdate: number
  readonly commitReveal: boolean
  readonly minAllowedWeights: number
  /** `Yuma`, `Null`, …; null on runtimes that know only Yuma. */
  readonly epochConsensus: string | null
}

/**
 * The checks of `set_weights`, as they will fall out in the next block (runtime: subnets/weights.rs). Every violation
 * bears the name of the runtime's error; all are listed, what stands in the way most first.
 */
export function checkWeights(
  state: WeightsState,
  intent: Pick<SetWeightsIntent, 'mechanism' | 'uids' | 'values' | 'versionKey'>,
): Findings {
  const { uids, values, mechanism = 0, versionKey = 0n } = intent
  const found: Violation[] = []
  const add = (name: string, message: string, remedy?: string) => found.push(violation(name, message, remedy))
  const setLine = `btcli hparams set --netuid ${state.netuid} --name commit_reveal_weights_enabled --value false`
  const isSelfWeight = uids.length === 1 && uids[0] === state.uid

  if (!state.exists || mechanism >= state.mechanismCount) {
    add('MechanismDoesNotExist', `subnet ${state.netuid} has no mechanism ${mechanism}`)
    return { violations: found, warnings: [] }
  }
  if (state.epochConsensus !== null && state.epochConsensus !== 'Yuma') {
    const remedy = 'Use the official SDK for this subnet.'
    add('ConsensusUnsupported', `subnet ${state.netuid} uses ${state.epochConsensus} consensus`, remedy)
  }
  if (state.commitReveal) {
    const message = 'commit-reveal is on: weights in the open are refused'
    add(
      'CommitRevealEnabled',
      message,
      `Let the subnet owner switch it off (${setLine}), or use a subnet without it.`,
    )
  }
  if (state.netuid === 0) add('CanNotSetRootNetworkWeights', 'netuid 0 is the root network')
  if (uids.length !== values.length) {
    add('WeightVecNotEqualSize', `${uids.length} uids, ${values.length} values`)
  }
  if (uids.length > state.neuronCount) {
    add('UidsLengthExceedUidsInSubNet', `${uids.length} uids, ${state.neuronCount} neurons`)
  }
  if (state.uid === null) {
    add('HotKeyNotRegisteredInSubNet', `the hotkey has no uid on subnet ${state.netuid}`)
  } else {
    if (state.totalStake < state.stakeThreshold && !state.isOwnerHotkey) {
      const message = `stake weight ${state.totalStake} is below the threshold ${state.stakeThreshold}`
      add('NotEnoughStakeToSetWeights', message)
    }
    if (state.weightsVersionKey !== 0n && versionKey < state.weightsVersionKey) {
      add(
        'IncorrectWeightVersionKey',
        `version key ${versionKey}, the subnet asks for ${state.weightsVersionKey}`,
      )
    }
    const wait = blocksToWait(state)
    if (wait > 0 && !state.commitReveal) {
      const limit = `${wait} more ${wait === 1 ? 'block' : 'blocks'} of ${state.weightsSetRateLimit}`
      add('SettingWeightsTooFast', `last update at block ${state.lastUpdate}: ${limit} to wait`)
    }
    if (!state.validatorPermit && !state.isOwnerHotkey && !isSelfWeight) {
      add('NeuronNoValidatorPermit', `uid ${state.uid} holds no validator permit`)
    }
  }
  if (new Set(uids).size !== uids.length) add('DuplicateUids', 'a uid is named twice')
  const unknown = uids.find((uid) => uid >= state.neuronCount)
  if (unknown !== undefined) {
    add('UidVecContainInvalidOne', `uid ${unknown} does not exist, there are ${state.neuronCount} neurons`)
  }
  const least = Math.min(state.minAllowedWeights, state.neuronCount)
  if (uids.length < least && !isSelfWeight) {
    add('WeightVecLengthIsLow', `${uids.length} weights, at least ${least} are asked for`)
  }
  const warnings = values.some((value) => value > 0) ? [] : ['All weights are zero: nobody is paid for them.']
  return { violations: found, warnings }
}

/** Blocks from the next one on in which the rate limit still refuses; 0 when it does not. */
export function blocksToWait(
  state: Pick<WeightsState, 'block' | 'lastUpdate' | 'weightsSetRateLimit'>,
): number {
  if (state.lastUpdate === 0) return 0
  return Math.max(0, state.lastUpdate + state.weightsSetRateLimit - (state.block + 1))
}

/** Reads {@link WeightsState} at the snapshot's block. */
export async function readWeightsState(
  snapshot: Snapshot,
  netuid: Netuid,
  hotkey: Ss58,
  mechanism = 0,
): Promise<WeightsState> {
  const subtensor = (item: string, ...keys: unknown[]) => ['SubtensorModule', item, ...keys] as const
  const hasConsensus = snapshot.has('SubtensorModule', 'SubnetEpochConsensus')
  const values = await snapshot.storageAll([
    ['System', 'Number'],
    subtensor('NetworksAdded', netuid),
    subtensor('MechanismCountCurrent', netuid),
    subtensor('SubnetworkN', netuid),
    subtensor('Uids', netuid, hotkey),
    subtensor('SubnetOwnerHotkey', netuid),
    subtensor('ValidatorPermit', netuid),
    subtensor('StakeThreshold'),
    subtensor('WeightsVersionKey', netuid),
    subtensor('WeightsSetRateLimit', netuid),
    subtensor('LastUpdate', mechanismIndex(netuid, mechanism)),
    subtensor('CommitRevealWeightsEnabled', netuid),
    subtensor('MinAllowedWeights', netuid),
    ...(hasConsensus ? [subtensor('SubnetEpochConsensus', netuid)] : []),
  ])
  const value = (at: number): Plain => values[at] ?? null
  const uid = value(4) === null ? null : take.number(value(4), 'Uids')
  const ofUid = (list: Plain, item: string) => (uid === null ? undefined : take.list(list, item)[uid])
  const stakeThreshold = take.bigint(value(7), 'StakeThreshold')
  return {
    block: take.number(value(0), 'System.Number'),
    netuid,
    exists: take.boolean(value(1), 'NetworksAdded'),
    mechanismCount: take.number(value(2), 'MechanismCountCurrent'),
    neuronCount: take.number(value(3), 'SubnetworkN'),
    uid,
    isOwnerHotkey: take.text(value(5), 'SubnetOwnerHotkey') === hotkey,
    validatorPermit: ofUid(value(6), 'ValidatorPermit') === true,
    totalStake: uid === null || stakeThreshold === 0n ? 0n : await readStakeWeight(snapshot, netuid, uid),
    stakeThreshold,
    weightsVersionKey: take.bigint(value(8), 'WeightsVersionKey'),
    weightsSetRateLimit: take.number(value(9), 'WeightsSetRateLimit'),
    lastUpdate: take.number(ofUid(value(10), 'LastUpdate') ?? 0n, 'LastUpdate'),
    commitReveal: take.boolean(value(11), 'CommitRevealWeightsEnabled'),
    minAllowedWeights: take.number(value(12), 'MinAllowedWeights'),
    epochConsensus: hasConsensus
      ? take.text(take.fields(value(13), 'SubnetEpochConsensus').type, 'type')
      : null,
  }
}

async function readStakeWeight(snapshot: Snapshot, netuid: Netuid, uid: Uid): Promise<bigint> {
  const graph = take.fields(
    await snapshot.call('SubnetInfoRuntimeApi', 'get_metagraph', netuid),
    'get_metagraph',
  )
  return take.bigint(take.list(graph.totalStake, 'total_stake')[uid], 'total_stake')
}
