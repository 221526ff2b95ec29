import { type Keypair, keypairFromUri } from '@subnetkit/wallet/keys'
import type { Block } from './block.ts'
import { type Chain, openChain } from './chain.ts'
import { devGenesis } from './dev-accounts.ts'
import { makeGenesisBlock } from './genesis-block.ts'
import { balancesStorage } from './runtime/pallets/balances-storage.ts'
import { systemStorage } from './runtime/pallets/system-storage.ts'
import { createRuntime, type Runtime } from './runtime/runtime.ts'
import type { RuntimeCall } from './runtime/runtime-call.ts'
import { bytesToHex } from './runtime/scale/hex.ts'
import { makeCall, type SignOptions, signExtrinsic } from './sign-extrinsic.ts'

/** For tests: a chain without server, with people who can sign. */
export interface TestChain {
  readonly runtime: Runtime
  readonly chain: Chain
  call(pallet: string, name: string, args?: Readonly<Record<string, unknown>>): RuntimeCall
  /** Signs with the account's next nonce unless one is given. */
  sign(pair: Keypair, call: RuntimeCall, options?: Partial<SignOptions>): Uint8Array
  /** Builds a block of these; throws when one is refused. */
  build(...extrinsics: Uint8Array[]): Block
  free(pair: Pick<Keypair, 'publicKey'>): bigint
  /** Issuance minus what all accounts own. */
  imbalance(): bigint
}

export const people = {
  alice: keypairFromUri('//Alice'),
  bob: keypairFromUri('//Bob'),
  dave: keypairFromUri('//Dave'),
  /** Owns nothing at genesis. */
  stranger: keypairFromUri('//Stranger'),
  edward: keypairFromUri('//Edward', 'ed25519'),
}

export const idOf = (pair: Pick<Keypair, 'publicKey'>): string => bytesToHex(pair.publicKey)
export const addressOf = (pair: Pick<Keypair, 'publicKey'>) => ({ type: 'Id' as const, value: idOf(pair) })

/** Opens a chain at its genesis. */
export function openTestChain(): TestChain {
  const runtime = createRuntime({ slotDurationMs: 12_000 })
  const genesis = makeGenesisBlock(runtime, devGenesis(), 0)
  const chain = openChain({ host: runtime, genesis, slotDurationMs: 12_000 })
  const state = () => ({ state: chain.head.state! })
  return {
    runtime,
    chain,
    call: (pallet, name, args) => makeCall(runtime, pallet, name, args),
    sign: (pair, call, options) =>
      signExtrinsic({
        runtime,
        genesisHash: genesis.hash,
        pair,
        call,
        nonce: systemStorage.Account.get(state(), idOf(pair)).nonce,
        ...options,
      }),
    build: (...extrinsics) => {
      const { block, rejected } = chain.build(extrinsics)
      const [first] = rejected
      if (first) throw first.fault ?? new Error(`refused: ${bytesToHex(first.error)}`)
      return block
    },
    free: (pair) => systemStorage.Account.get(state(), idOf(pair)).data.free,
    imbalance: () => {
      let owned = 0n
      for (const [, { data }] of systemStorage.Account.entries(state())) owned += data.free + data.reserved
      return balancesStorage.TotalIssuance.get(state()) - owned
    },
  }
}
