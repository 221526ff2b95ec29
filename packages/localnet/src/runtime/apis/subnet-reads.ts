import type { ChainContext } from '../chain-context.ts'
import { stakeWeight, wholeStake } from '../pallets/subtensor/stake-weight.ts'
import { storage } from '../pallets/subtensor/storage.ts'
import type { AccountId } from '../scale/chain-types.ts'

/*
 * What several APIs tell of a subnet.
 */

/** Text as the chain packs it in these answers: a compact number a byte. */
export const compactText = (bytes: Uint8Array): number[] => [...bytes]

const encoder = new TextEncoder()

/** Names that the chain knows without being told; main network's other names mean nothing here. */
const known: Readonly<Record<number, string>> = { 0: 'root', 1: 'apex' }

/** What the subnet calls itself, or what the chain calls it. */
export function subnetName(chain: ChainContext, netuid: number): Uint8Array {
  const own = storage.SubnetIdentitiesV3.get(chain, netuid)?.subnet_name
  return own && own.length > 0 ? own : encoder.encode(known[netuid] ?? 'unknown')
}

export const subnetExists = (chain: ChainContext, netuid: number): boolean =>
  storage.NetworksAdded.get(chain, netuid)

/** Hotkeys by uid. */
export const hotkeysOf = (chain: ChainContext, netuid: number): AccountId[] =>
  Array.from({ length: storage.SubnetworkN.get(chain, netuid) }, (_, uid) =>
    storage.Keys.get(chain, netuid, uid),
  )

const noAxon = { version: 0, ip: 0n, port: 0, ip_type: 0 }

export const axonOf = (chain: ChainContext, netuid: number, hotkey: AccountId) =>
  storage.Axons.get(chain, netuid, hotkey) ?? {
    ...noAxon,
    block: 0n,
    protocol: 0,
    placeholder1: 0,
    placeholder2: 0,
  }

export const prometheusOf = (chain: ChainContext, netuid: number, hotkey: AccountId) =>
  storage.Prometheus.get(chain, netuid, hotkey) ?? { ...noAxon, block: 0n }

/** The pool and emission of a subnet. */
export function readMarket(chain: ChainContext, netuid: number) {
  const lastStep = storage.LastMechansimStepBlock.get(chain, netuid)
  return {
    network_registered_at: storage.NetworkRegisteredAt.get(chain, netuid),
    owner_hotkey: storage.SubnetOwnerHotkey.get(chain, netuid),
    owner_coldkey: storage.SubnetOwner.get(chain, netuid),
    tempo: storage.Tempo.get(chain, netuid),
    last_step: lastStep,
    blocks_since_last_step: BigInt(chain.block) - lastStep,
    alpha_in: storage.SubnetAlphaIn.get(chain, netuid),
    alpha_out: storage.SubnetAlphaOut.get(chain, netuid),
    tao_in: storage.SubnetTAO.get(chain, netuid),
    alpha_out_emission: storage.SubnetAlphaOutEmission.get(chain, netuid),
    alpha_in_emission: storage.SubnetAlphaInEmission.get(chain, netuid),
    tao_in_emission: storage.SubnetTaoInEmission.get(chain, netuid),
    pending_alpha_emission:
      storage.PendingValidatorEmission.get(chain, netuid) + storage.PendingServerEmission.get(chain, netuid),
    pending_root_emission: 0n,
    subnet_volume: storage.SubnetVolume.get(chain, netuid),
    moving_price: storage.SubnetMovingPrice.get(chain, netuid),
  }
}

/** What the last epoch said of the neurons, by uid. Ranks, trusts and pruning scores are no longer computed. */
export function readNeurons(chain: ChainContext, netuid: number, index: number) {
  const hotkeys = hotkeysOf(chain, netuid)
  const stakes = hotkeys.map((hotkey) => stakeWeight(chain, hotkey, netuid))
  return {
    hotkeys,
    coldkeys: hotkeys.map((hotkey) => storage.Owner.get(chain, hotkey)),
    active: storage.Active.get(chain, netuid),
    validator_permit: storage.ValidatorPermit.get(chain, netuid),
    pruning_score: [],
    last_update: storage.LastUpdate.get(chain, index),
    emission: storage.Emission.get(chain, netuid),
    dividends: storage.Dividends.get(chain, netuid),
    incentives: storage.Incentive.get(chain, index),
    consensus: storage.Consensus.get(chain, netuid),
    trust: [],
    rank: [],
    block_at_registration: hotkeys.map((_, uid) => storage.BlockAtRegistration.get(chain, netuid, uid)),
    alpha_stake: stakes.map(({ alpha }) => alpha),
    tao_stake: stakes.map(({ tao }) => tao),
    total_stake: stakes.map(wholeStake),
  }
}
