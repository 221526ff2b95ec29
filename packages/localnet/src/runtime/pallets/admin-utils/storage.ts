import { blake2_128Concat } from '../../hashing.ts'
import { bool } from '../../scale/primitives.ts'
import { enumeration } from '../../scale/variants.ts'
import { defineStorage, map } from '../../storage.ts'

export const precompile = enumeration('pallet_admin_utils::pallet::PrecompileEnum', [
  'BalanceTransfer',
  'Staking',
  'Subnet',
  'Metagraph',
  'Neuron',
  'UidLookup',
  'Alpha',
  'Crowdloan',
  'Proxy',
  'Leasing',
  'AddressMapping',
  'VotingPower',
])

export const adminStorage = defineStorage('AdminUtils', {
  PrecompileEnable: map([precompile, blake2_128Concat], bool, true),
})
