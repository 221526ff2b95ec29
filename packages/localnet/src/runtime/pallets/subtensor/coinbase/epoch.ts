import { type EpochInput, type EpochMechanism, type EpochOutput, yumaEpoch } from '@subnetkit/scoring'
import type { ChainContext } from '../../../chain-context.ts'
import type { AccountId } from '../../../scale/chain-types.ts'
import { activityCutoff } from '../epoch-schedule.ts'
import { events } from '../events.ts'
import { lastUpdates, mechanismIndices } from '../neurons.ts'
import { ownerUid } from '../owner.ts'
import { stakeWeight } from '../stake-weight.ts'
import { storage } from '../storage.ts'

/*
 * Runs a subnet's epoch: what the chain knows goes into `yumaEpoch` (package scoring), what comes out is stored.
 * Source: pallets/subtensor, epoch/run_epoch.rs and subnets/mechanism.rs.
 */

/** What one neuron earned in an epoch, alpha rao. */
export interface Earned {
  readonly hotkey: AccountId
  /** As a miner. */
  readonly incentive: bigint
  /** As a validator: a proportion rather than an amount. */
  readonly dividend: bigint
}

const FRACTION = (1n << 64n) - 1n

function readMechanism(
  chain: ChainContext,
  netuid: number,
  index: number,
  size: number,
): Omit<EpochMechanism, 'split'> {
  const uids = Array.from({ length: size }, (_, uid) => uid)
  return {
    weights: uids.map((uid) => storage.Weights.get(chain, index, uid)),
    bonds: uids.map((uid) => storage.Bonds.get(chain, index, uid)),
    lastUpdate: lastUpdates(chain, netuid, index).map(Number),
  }
}

function readHyperparameters(chain: ChainContext, netuid: number): EpochInput['hyperparameters'] {
  const [alphaLow, alphaHigh] = storage.AlphaValues.get(chain, netuid)
  return {
    kappa: storage.Kappa.get(chain, netuid),
    activityCutoff: activityCutoff(chain, netuid),
    maxAllowedValidators: storage.MaxAllowedValidators.get(chain, netuid),
    stakeThreshold: storage.StakeThreshold.get(chain),
    bondsMovingAverage: Number(storage.BondsMovingAverage.get(chain, netuid)),
    bondsPenalty: storage.BondsPenalty.get(chain, netuid),
    yuma3: storage.Yuma3On.get(chain, netuid),
    liquidAlpha: storage.LiquidAlphaOn.get(chain, netuid),
    alphaLow,
    alphaHigh,
    alphaSteepness: storage.AlphaSigmoidSteepness.get(chain, netuid),
    lastMechanismStep: Number(storage.LastMechansimStepBlock.get(chain, netuid)),
  }
}

/** All that an epoch of the subnet reads, as the chain stands now. */
export function epochInput(chain: ChainContext, netuid: number, emission: bigint): EpochInput {
  const size = storage.SubnetworkN.get(chain, netuid)
  const permits = storage.ValidatorPermit.get(chain, netuid)
  const indices = mechanismIndices(chain, netuid)
  const split = storage.MechanismEmissionSplit.get(chain, netuid)
  const mechanisms = indices.map((index, at) => ({
    split: split ? (split[at] ?? 0) : null,
    ...readMechanism(chain, netuid, index, size),
  }))
  const first = mechanisms[0]!
  const neurons = Array.from({ length: size }, (_, uid) => {
    const { total } = stakeWeight(chain, storage.Keys.get(chain, netuid, uid), netuid)
    return {
      stake: total >> 64n,
      stakeFraction: total & FRACTION,
      lastUpdate: first.lastUpdate[uid]!,
      registeredAt: Number(storage.BlockAtRegistration.get(chain, netuid, uid)),
      validatorPermit: permits[uid] ?? false,
      weights: first.weights[uid]!,
      bonds: first.bonds[uid]!,
    }
  })
  return {
    block: chain.block,
    tempo: storage.Tempo.get(chain, netuid),
    emission,
    ownerUid: ownerUid(chain, netuid) ?? null,
    neurons,
    hyperparameters: readHyperparameters(chain, netuid),
    ...(mechanisms.length > 1 ? { mechanisms } : {}),
  }
}

function store(chain: ChainContext, netuid: number, output: EpochOutput): void {
  output.mechanisms.forEach(({ incentive, serverEmission, bonds }, mechanism) => {
    const index = mechanismIndices(chain, netuid)[mechanism]!
    storage.Incentive.set(chain, index, [...incentive])
    chain.emit(events.IncentiveAlphaEmittedToMiners({ netuid: index, emissions: [...serverEmission] }))
    bonds.forEach((row, uid) => {
      storage.Bonds.set(
        chain,
        index,
        uid,
        row.map(([to, bond]) => [to, bond]),
      )
    })
  })
  storage.Active.set(chain, netuid, [...output.active])
  storage.Emission.set(chain, netuid, [...output.emission])
  storage.Consensus.set(chain, netuid, [...output.consensus])
  storage.Dividends.set(chain, netuid, [...output.dividends])
  storage.ValidatorTrust.set(chain, netuid, [...output.validatorTrust])
  storage.ValidatorPermit.set(chain, netuid, [...output.validatorPermit])
  storage.StakeWeight.set(chain, netuid, [...output.stakeWeight])
}

/** Runs the epoch and stores what it says of every neuron. */
export function runEpoch(chain: ChainContext, netuid: number, emission: bigint): Earned[] {
  const output = yumaEpoch(epochInput(chain, netuid, emission))
  store(chain, netuid, output)
  return output.serverEmission.map((incentive, uid) => ({
    hotkey: storage.Keys.get(chain, netuid, uid),
    incentive,
    dividend: output.validatorEmission[uid]!,
  }))
}
