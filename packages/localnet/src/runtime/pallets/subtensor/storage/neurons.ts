import { blake2_128Concat, identity, twox64Concat } from '../../../hashing.ts'
import { accountId, h160, zeroAccount } from '../../../scale/chain-types.ts'
import { tuple, vec } from '../../../scale/composites.ts'
import { bool, u16, u64 } from '../../../scale/primitives.ts'
import { defineStorage, doubleMap, map } from '../../../storage.ts'
import { axonInfo, neuronCertificate, prometheusInfo } from '../types.ts'

/** The slots of a subnet: who sits where, and what the last epoch said of them (one entry a uid). */
export const neurons = defineStorage('SubtensorModule', {
  /** Number of neurons. */
  SubnetworkN: map([u16, identity], u16, 0),
  /** uid → hotkey. */
  Keys: doubleMap([u16, identity], [u16, identity], accountId, zeroAccount),
  /** hotkey → uid. */
  Uids: doubleMap([u16, identity], [accountId, blake2_128Concat], u16),
  IsNetworkMember: doubleMap([accountId, blake2_128Concat], [u16, identity], bool, false),
  BlockAtRegistration: doubleMap([u16, identity], [u16, identity], u64, 0n),
  /** Block of the last weights, per mechanism; registration sets it too. */
  LastUpdate: map([u16, identity], vec(u64), []),
  /** Whether the neuron set weights lately. */
  Active: map([u16, identity], vec(bool), []),
  /** Alpha of the last epoch, rao. */
  Emission: map([u16, identity], vec(u64), []),
  /** What miners earn by rank, per mechanism, parts of 65535. */
  Incentive: map([u16, identity], vec(u16), []),
  /** What validators earn by bonds, parts of 65535. */
  Dividends: map([u16, identity], vec(u16), []),
  /** The weight that enough stake agrees on, parts of 65535. */
  Consensus: map([u16, identity], vec(u16), []),
  /** How much of a validator's weights consensus kept, parts of 65535. */
  ValidatorTrust: map([u16, identity], vec(u16), []),
  /** Whether the neuron's weights on others count. */
  ValidatorPermit: map([u16, identity], vec(bool), []),
  /** Stake relative to the subnet's, parts of 65535. */
  StakeWeight: map([u16, identity], vec(u16), []),
  /** Where a neuron can be reached. */
  Axons: doubleMap([u16, identity], [accountId, blake2_128Concat], axonInfo),
  /** Where a neuron's metrics are. */
  Prometheus: doubleMap([u16, identity], [accountId, blake2_128Concat], prometheusInfo),
  NeuronCertificates: doubleMap([u16, identity], [accountId, blake2_128Concat], neuronCertificate),
  AssociatedEvmAddress: doubleMap([u16, twox64Concat], [u16, twox64Concat], tuple(h160, u64)),
  LoadedEmission: map([u16, identity], vec(tuple(accountId, u64, u64))),
})
