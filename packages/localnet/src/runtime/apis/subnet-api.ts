import type { ChainContext } from '../chain-context.ts'
import { nextEpochBlock } from '../pallets/subtensor/epoch-schedule.ts'
import { allNetuids, networkLockCost, networkToPrune } from '../pallets/subtensor/network.ts'
import { storage } from '../pallets/subtensor/storage.ts'
import { subnetAccount } from '../pallets/subtensor/subnet-account.ts'
import { apiMethod, defineRuntimeApi } from '../runtime-api.ts'
import { accountId } from '../scale/chain-types.ts'
import { vec } from '../scale/composites.ts'
import { u8, u16, u64 } from '../scale/primitives.ts'
import type { ValueOf } from '../scale/type.ts'
import { option } from '../scale/variants.ts'
import { hyperparamEntry, subnetHyperparams, subnetHyperparamsV2 } from './hyperparameter-types.ts'
import { hyperparameterEntries, readHyperparameters } from './hyperparameters.ts'
import { readMetagraph, readSelectiveMetagraph } from './metagraph.ts'
import { metagraph, selectiveMetagraph } from './metagraph-types.ts'
import { compactText, readMarket, readNeurons, subnetExists, subnetName } from './subnet-reads.ts'
import { dynamicInfo, subnetInfo, subnetInfoV2, subnetState } from './subnet-types.ts'

/** What a reader says of a subnet, or undefined where there is none. */
const existing =
  <R>(read: (chain: ChainContext, netuid: number) => R) =>
  (chain: ChainContext, { netuid }: { readonly netuid: number }): R | undefined =>
    subnetExists(chain, netuid) ? read(chain, netuid) : undefined

/** Netuids in order. */
const sorted = (chain: ChainContext): number[] => allNetuids(chain).sort((a, b) => a - b)

function readInfo(chain: ChainContext, netuid: number): ValueOf<typeof subnetInfoV2> {
  const hyperparameters = readHyperparameters(chain, netuid)
  return {
    ...hyperparameters,
    netuid,
    max_allowed_validators: hyperparameters.max_validators,
    scaling_law_power: storage.ScalingLawPower.get(chain, netuid),
    subnetwork_n: storage.SubnetworkN.get(chain, netuid),
    max_allowed_uids: storage.MaxAllowedUids.get(chain, netuid),
    blocks_since_last_step: storage.BlocksSinceLastStep.get(chain, netuid),
    network_modality: 0,
    network_connect: [],
    emission_value: 0n,
    burn: storage.Burn.get(chain, netuid),
    owner: storage.SubnetOwner.get(chain, netuid),
    identity: storage.SubnetIdentitiesV3.get(chain, netuid),
  }
}

/** The first form calls the emission otherwise; it is 0 in both. */
const readInfoV1 = (chain: ChainContext, netuid: number): ValueOf<typeof subnetInfo> => ({
  ...readInfo(chain, netuid),
  emission_values: 0n,
})

const readDynamic = (chain: ChainContext, netuid: number): ValueOf<typeof dynamicInfo> => ({
  ...readMarket(chain, netuid),
  netuid,
  subnet_name: compactText(subnetName(chain, netuid)),
  token_symbol: compactText(storage.TokenSymbol.get(chain, netuid)),
  emission: 0n,
  subnet_identity: storage.SubnetIdentitiesV3.get(chain, netuid),
})

function readState(chain: ChainContext, netuid: number): ValueOf<typeof subnetState> {
  const neurons = readNeurons(chain, netuid, netuid)
  return {
    ...neurons,
    netuid,
    emission_history: allNetuids(chain).map((other) =>
      neurons.hotkeys.map((hotkey) => storage.LastHotkeyEmissionOnNetuid.get(chain, hotkey, other)),
    ),
  }
}

const mechanismsOf = (chain: ChainContext, netuid: number): number[] =>
  Array.from({ length: storage.MechanismCountCurrent.get(chain, netuid) }, (_, mechanism) => mechanism)

const netuid = { netuid: u16 }
const indices = { metagraph_indexes: vec(u16) }

/** Subnets: what they are, their rules, and their metagraphs. Source: pallets/subtensor, rpc_info. */
export const subnetApi = defineRuntimeApi('SubnetInfoRuntimeApi', 2, {
  get_subnet_info: apiMethod(netuid, option(subnetInfo), existing(readInfoV1)),
  get_subnets_info: apiMethod({}, vec(option(subnetInfo)), (chain) =>
    sorted(chain).map((each) => readInfoV1(chain, each)),
  ),
  get_subnet_info_v2: apiMethod(netuid, option(subnetInfoV2), existing(readInfo)),
  get_subnets_info_v2: apiMethod({}, vec(option(subnetInfoV2)), (chain) =>
    sorted(chain).map((each) => readInfo(chain, each)),
  ),
  get_subnet_hyperparams: apiMethod(netuid, option(subnetHyperparams), existing(readHyperparameters)),
  get_subnet_hyperparams_v2: apiMethod(netuid, option(subnetHyperparamsV2), existing(readHyperparameters)),
  get_all_dynamic_info: apiMethod({}, vec(option(dynamicInfo)), (chain) =>
    allNetuids(chain).map((each) => readDynamic(chain, each)),
  ),
  get_all_metagraphs: apiMethod({}, vec(option(metagraph)), (chain) =>
    allNetuids(chain).map((each) => readMetagraph(chain, each)),
  ),
  get_metagraph: apiMethod(netuid, option(metagraph), (chain, args) => readMetagraph(chain, args.netuid)),
  get_all_mechagraphs: apiMethod({}, vec(option(metagraph)), (chain) =>
    allNetuids(chain).flatMap((each) =>
      mechanismsOf(chain, each).map((mechanism) => readMetagraph(chain, each, mechanism)),
    ),
  ),
  get_mechagraph: apiMethod({ ...netuid, mecid: u8 }, option(metagraph), (chain, args) =>
    readMetagraph(chain, args.netuid, args.mecid),
  ),
  get_dynamic_info: apiMethod(netuid, option(dynamicInfo), existing(readDynamic)),
  get_subnet_state: apiMethod(netuid, option(subnetState), existing(readState)),
  get_selective_metagraph: apiMethod({ ...netuid, ...indices }, option(selectiveMetagraph), (chain, args) =>
    readSelectiveMetagraph(chain, args.netuid, 0, args.metagraph_indexes),
  ),
  get_coldkey_auto_stake_hotkey: apiMethod(
    { coldkey: accountId, ...netuid },
    option(accountId),
    (chain, args) => storage.AutoStakeDestination.get(chain, args.coldkey, args.netuid),
  ),
  get_selective_mechagraph: apiMethod(
    { ...netuid, subid: u8, ...indices },
    option(selectiveMetagraph),
    (chain, args) => readSelectiveMetagraph(chain, args.netuid, args.subid, args.metagraph_indexes),
  ),
  get_subnet_to_prune: apiMethod({}, option(u16), networkToPrune),
  get_subnet_account_id: apiMethod(
    netuid,
    option(accountId),
    existing((_, each) => subnetAccount(each)),
  ),
  get_next_epoch_start_block: apiMethod(netuid, option(u64), (chain, args) =>
    nextEpochBlock(chain, args.netuid),
  ),
  get_subnet_hyperparams_v3: apiMethod(netuid, option(vec(hyperparamEntry)), existing(hyperparameterEntries)),
})

/** What a subnet costs. */
export const subnetRegistrationApi = defineRuntimeApi('SubnetRegistrationRuntimeApi', 1, {
  get_network_registration_cost: apiMethod({}, u64, networkLockCost),
})
