import { decodeSs58 } from '@subnetkit/wallet/keys'
import type { Genesis } from './runtime/genesis.ts'
import type { AccountId } from './runtime/scale/chain-types.ts'
import { bytesToHex } from './runtime/scale/hex.ts'

const tao = 1_000_000_000n

/** The account id of an ss58 address. Throws SS58_INVALID. */
export const accountOf = (ss58: string): AccountId => bytesToHex(decodeSs58(ss58))

/** Substrate's development keys, `//Alice` and so on; deriving nine of them would take a tenth of a second. */
export const devAddresses = {
  Alice: '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY',
  Bob: '5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty',
  Charlie: '5FLSigC9HGRKVhB9FiEo4Y3koPsNmBmLJbpXg2mp1hXcS59Y',
  Dave: '5DAAnrj7VHTznn2AWBemMuyBwZWs6FNFjdyVXUeYum3PTXFy',
  Eve: '5HGjWAeFDfFCWPsjFQdVV2Msvz2XtMktvgocEZcCj68kUMaw',
  Ferdie: '5CiPPseXPECbkjWCa6MnjNokrgYjMqmKndv2rSnekmSK2DjL',
  One: '5Fxune7f71ZbpP2FoY3mhYcmM596Erhv1gRue4nsPwkxMR4n',
  Two: '5CUjxa4wVKMj3FqKdqAUf7zcEMr4MYAjXeWmUf44B41neLmJ',
  Three: '5FKiDJ3T1c59m3QwQVgXyk2QmibqBaYSzk2X5eiPjLR438pk',
} as const

const { Alice, Bob, Charlie, ...others } = devAddresses
const authors = [devAddresses.One, devAddresses.Two, devAddresses.Three]
/** Alith and Baltathar as seen from the EVM. */
const evm = [
  '5Fghzk1AJt88PeFEzuRfXzbPchiBbsVGTTXcdx599VdZzkTA',
  '5GeqNhKWj1KG78VHzbmo3ZjZgUTrCuWeamdgiA114XHGdaEr',
]

const endowed = (addresses: readonly string[], rao: bigint) =>
  addresses.map((ss58) => ({ account: accountOf(ss58), rao }))

/**
 * Subtensor's local genesis: rich development accounts, //Alice as sudo, and three block authors.
 * Source: subtensor, node/src/chain_spec/localnet.rs.
 */
export function devGenesis(endow: readonly { readonly ss58: string; readonly rao: bigint }[] = []): Genesis {
  return {
    endowments: [
      ...endowed([Alice, Bob, Charlie], 1_000_000n * tao),
      ...endowed([...Object.values(others), ...evm], 2_000n * tao),
      ...endow.map(({ ss58, rao }) => ({ account: accountOf(ss58), rao })),
    ],
    sudo: accountOf(Alice),
    authorities: authors.map(accountOf),
  }
}
