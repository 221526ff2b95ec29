import type { ChainContext } from './chain-context.ts'
import { mintBalance } from './pallets/ledger.ts'
import { safeFloat } from './pallets/subtensor/math/safe-float.ts'
import { storage } from './pallets/subtensor/storage.ts'
import { subnetAccount } from './pallets/subtensor/subnet-account.ts'
import { symbolOf } from './pallets/subtensor/token-symbol.ts'
import { zeroAccount } from './scale/chain-types.ts'

const TOKEN = 1_000_000_000n

/** What netuids 0 and 1 have in common. */
function addSubnet(chain: ChainContext, netuid: number, maxUids: number): void {
  storage.NetworksAdded.set(chain, netuid, true)
  storage.TotalNetworks.mutate(chain, (count) => count + 1)
  storage.SubnetOwner.set(chain, netuid, zeroAccount)
  storage.SubnetworkN.set(chain, netuid, 0)
  storage.MaxAllowedUids.set(chain, netuid, maxUids)
  storage.MaxAllowedValidators.set(chain, netuid, 64)
  storage.MinAllowedWeights.set(chain, netuid, 0)
  storage.Tempo.set(chain, netuid, 100)
  storage.NetworkRegistrationAllowed.set(chain, netuid, true)
  storage.TokenSymbol.set(chain, netuid, symbolOf(netuid))
}

/** Netuid 1 has one neuron: nobody, with 1 alpha. */
function addNobody(chain: ChainContext): void {
  const nobody = zeroAccount
  storage.Owner.set(chain, nobody, nobody)
  storage.StakingHotkeys.set(chain, nobody, [nobody])
  storage.AlphaV2.set(chain, nobody, nobody, 1, safeFloat(TOKEN))
  storage.TotalHotkeyAlpha.set(chain, nobody, 1, TOKEN)
  storage.TotalHotkeySharesV2.set(chain, nobody, 1, safeFloat(TOKEN))
  storage.SubnetAlphaOut.set(chain, 1, TOKEN)

  storage.SubnetworkN.set(chain, 1, 1)
  storage.Active.set(chain, 1, [true])
  storage.Emission.set(chain, 1, [0n])
  storage.Consensus.set(chain, 1, [0])
  storage.Incentive.set(chain, 1, [0])
  storage.Dividends.set(chain, 1, [0])
  storage.LastUpdate.set(chain, 1, [0n])
  storage.ValidatorTrust.set(chain, 1, [0])
  storage.ValidatorPermit.set(chain, 1, [false])
  storage.Keys.set(chain, 1, 0, nobody)
  storage.Uids.set(chain, 1, nobody, 0)
  storage.BlockAtRegistration.set(chain, 1, 0, 0n)
  storage.IsNetworkMember.set(chain, nobody, 1, true)
}

/**
 * Subnets 0 (root) and 1 as a Subtensor localnet starts with. Neither can be staked on before sudo enables it, and
 * nobody can start subnet 1: the first subnet of a founder is netuid 2.
 *
 * The 10 TAO of netuid 1's pool are minted into its account, so that pools and accounts agree from block 0 on; the real
 * genesis counts them without having them.
 *
 * Source: pallets/subtensor, macros/genesis.rs, the 12-second build.
 */
export function subtensorGenesis(chain: ChainContext): void {
  // Localnet builds have no pause between two subnets (main network: 7200 blocks).
  storage.NetworkRateLimit.set(chain, 0n)

  addSubnet(chain, 0, 64)
  storage.SubnetOwnerHotkey.set(chain, 0, zeroAccount)
  storage.TargetRegistrationsPerInterval.set(chain, 0, 1)

  addSubnet(chain, 1, 256)
  storage.SubnetMechanism.set(chain, 1, 1)
  storage.SubnetAlphaIn.set(chain, 1, 10n * TOKEN)
  storage.SubnetTAO.set(chain, 1, 10n * TOKEN)
  mintBalance(chain, subnetAccount(1), 10n * TOKEN)
  storage.SubnetLocked.set(chain, 1, 1n)
  storage.LargestLocked.set(chain, 1, 1n)
  addNobody(chain)
}
