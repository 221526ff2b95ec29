import type { ChainContext } from '../chain-context.ts'
import { registration } from '../pallets/commitments/data.ts'
import { commitmentsStorage } from '../pallets/commitments/storage.ts'
import { mechanismIndex } from '../pallets/subtensor/math/mechanism-index.ts'
import { stakeWeight } from '../pallets/subtensor/stake-weight.ts'
import { storage } from '../pallets/subtensor/storage.ts'
import type { AccountId } from '../scale/chain-types.ts'
import { encode } from '../scale/type.ts'
import { readHyperparameters } from './hyperparameters.ts'
import { type Metagraph, metagraphFields, type SelectiveMetagraph } from './metagraph-types.ts'
import { axonOf, compactText, readMarket, readNeurons, subnetExists, subnetName } from './subnet-reads.ts'

/** The metagraph of a subnet, or of one of its mechanisms; undefined when there is none. */
export function readMetagraph(chain: ChainContext, netuid: number, mechanism = 0): Metagraph | undefined {
  if (!subnetExists(chain, netuid)) return undefined
  if (mechanism >= storage.MechanismCountCurrent.get(chain, netuid)) return undefined
  const index = mechanismIndex(netuid, mechanism)
  const neurons = readNeurons(chain, netuid, index)
  const perHotkey = (amount: (hotkey: AccountId) => bigint) =>
    neurons.hotkeys.map((hotkey): [AccountId, bigint] => [hotkey, amount(hotkey)])
  return {
    ...readHyperparameters(chain, netuid),
    ...readMarket(chain, netuid),
    ...neurons,
    netuid: index,
    name: compactText(subnetName(chain, netuid)),
    symbol: compactText(storage.TokenSymbol.get(chain, netuid)),
    identity: storage.SubnetIdentitiesV3.get(chain, netuid),
    block: BigInt(chain.block),
    subnet_emission: 0n,
    num_uids: storage.SubnetworkN.get(chain, netuid),
    max_uids: storage.MaxAllowedUids.get(chain, netuid),
    burn: storage.Burn.get(chain, netuid),
    pow_registration_allowed: storage.NetworkPowRegistrationAllowed.get(chain, netuid),
    identities: neurons.coldkeys.map((coldkey) => storage.IdentitiesV2.get(chain, coldkey)),
    axons: neurons.hotkeys.map((hotkey) => axonOf(chain, netuid, hotkey)),
    tao_dividends_per_hotkey: perHotkey(() => 0n),
    alpha_dividends_per_hotkey: perHotkey((hotkey) =>
      storage.AlphaDividendsPerSubnet.get(chain, netuid, hotkey),
    ),
  }
}

/** Uids with a permit and more than the threshold's stake, least stake first. */
function validators(chain: ChainContext, netuid: number): number[] {
  const threshold = storage.StakeThreshold.get(chain) << 64n
  return storage.ValidatorPermit.get(chain, netuid)
    .flatMap((permit, uid) => {
      const { total } = stakeWeight(chain, storage.Keys.get(chain, netuid, uid), netuid)
      return permit && total > threshold ? [{ uid, total }] : []
    })
    .sort((a, b) => (a.total < b.total ? -1 : a.total > b.total ? 1 : a.uid - b.uid))
    .map(({ uid }) => uid)
}

/** Every hotkey's commitment, encoded. */
const commitmentsOf = (chain: ChainContext, netuid: number): [AccountId, number[]][] =>
  [...commitmentsStorage.CommitmentOf.entries(chain, netuid)].map(([[, who], made]) => [
    who,
    [...encode(registration, made)],
  ])

/** The fields with these indices; the netuid always, others not. Unknown indices are passed over. */
export function readSelectiveMetagraph(
  chain: ChainContext,
  netuid: number,
  mechanism: number,
  indices: readonly number[],
): SelectiveMetagraph | undefined {
  if (!subnetExists(chain, netuid)) return undefined
  const all = readMetagraph(chain, netuid, mechanism)
  const wanted = new Set(indices.map((index) => metagraphFields[index]))
  const chosen = Object.fromEntries(
    Object.entries(all ?? {}).map(([name, value]) => [name, wanted.has(name) ? value : undefined]),
  )
  return {
    ...chosen,
    identity: wanted.has('identity') ? { value: all?.identity } : undefined,
    netuid: netuid as SelectiveMetagraph['netuid'],
    validators: wanted.has('validators') ? validators(chain, netuid) : undefined,
    commitments: wanted.has('commitments') ? commitmentsOf(chain, netuid) : undefined,
  } as SelectiveMetagraph
}
