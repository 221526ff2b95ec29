import { decodeSs58, keypairFromUri } from '@subnetkit/wallet/keys'
import type { Genesis } from './runtime/genesis.ts'
import type { AccountId } from './runtime/scale/chain-types.ts'
import { bytesToHex } from './runtime/scale/hex.ts'

const tao = 1_000_000_000n

/** The account id of an ss58 address. Throws SS58_INVALID. */
export const accountOf = (ss58: string): AccountId => bytesToHex(decodeSs58(ss58))

const dev = (name: string): AccountId => bytesToHex(keypairFromUri(`//${name}`).publicKey)

/** Balances at genesis in TAO. Source: subtensor, node/src/chain_spec/localnet.rs. */
const rich = ['Alice', 'Bob', 'Charlie']
const modest = ['Dave', 'Eve', 'Ferdie', 'One', 'Two', 'Three']
/** Alith and Baltathar as seen from the EVM. */
const evm = [
  '5Fghzk1AJt88PeFEzuRfXzbPchiBbsVGTTXcdx599VdZzkTA',
  '5GeqNhKWj1KG78VHzbmo3ZjZgUTrCuWeamdgiA114XHGdaEr',
]

/** Subtensor's local genesis: rich development accounts, //Alice as sudo, and three block authors. */
export function devGenesis(endow: readonly { readonly ss58: string; readonly rao: bigint }[] = []): Genesis {
  return {
    endowments: [
      ...rich.map((name) => ({ account: dev(name), rao: 1_000_000n * tao })),
      ...modest.map((name) => ({ account: dev(name), rao: 2_000n * tao })),
      ...evm.map((ss58) => ({ account: accountOf(ss58), rao: 2_000n * tao })),
      ...endow.map(({ ss58, rao }) => ({ account: accountOf(ss58), rao })),
    ],
    sudo: dev('Alice'),
    authorities: ['One', 'Two', 'Three'].map(dev),
  }
}
