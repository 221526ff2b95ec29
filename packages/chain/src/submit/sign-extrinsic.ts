import type { Call, Extrinsic, ExtrinsicEra } from '@polkadot/types/interfaces'
import type { SignatureOptions } from '@polkadot/types/types'
import type { Ss58 } from '@subnetkit/core'
import { decodeSs58, type Keypair } from '@subnetkit/wallet/keys'
import type { Head } from '../chain.ts'
import type { RuntimeView } from '../runtime/runtime-view.ts'

/** What a signature covers besides the call. */
export interface SigningContext {
  readonly runtime: RuntimeView
  readonly genesisHash: string
  readonly nonce: number
  /** The block from which on the transaction is valid. */
  readonly birth: Head
  /** For how many blocks it is valid. */
  readonly period: number
}

/** A signed extrinsic: its SCALE bytes in hex, and the hash by which nodes and explorers know it. */
export interface SignedExtrinsic {
  readonly hex: string
  readonly hash: string
}

const schemeBytes = { ed25519: 0, sr25519: 1 } as const

function signatureOptions(context: SigningContext): SignatureOptions {
  const { runtime, birth, period, genesisHash, nonce } = context
  const era = runtime.registry.createTypeUnsafe<ExtrinsicEra>('ExtrinsicEra', [
    { current: birth.number, period },
  ])
  return {
    blockHash: birth.hash,
    era,
    genesisHash,
    nonce,
    runtimeVersion: { specVersion: runtime.specVersion, transactionVersion: runtime.transactionVersion },
    signedExtensions: runtime.registry.signedExtensions,
    tip: 0,
    mode: 0,
  } as unknown as SignatureOptions
}

/** The bytes of a call composed with any view of the same runtime, as this view's call. */
function adopt(runtime: RuntimeView, call: Pick<Call, 'toU8a'>): Extrinsic {
  const own = runtime.registry.createTypeUnsafe<Call>('Call', [call.toU8a()])
  return runtime.registry.createTypeUnsafe<Extrinsic>('Extrinsic', [own])
}

/** Signs a call for one nonce; payloads over 256 bytes are hashed first (Blake2-256), as everywhere in Substrate. */
export function signExtrinsic(
  call: Pick<Call, 'toU8a'>,
  keypair: Keypair,
  context: SigningContext,
): SignedExtrinsic {
  const extrinsic = adopt(context.runtime, call)
  const pair = {
    address: keypair.ss58,
    addressRaw: keypair.publicKey,
    publicKey: keypair.publicKey,
    // @polkadot hands over the final bytes, hashed already, and wants a MultiSignature back.
    sign: (bytes: Uint8Array) => Uint8Array.from([schemeBytes[keypair.scheme], ...keypair.sign(bytes)]),
  }
  const signed = extrinsic.sign(pair, signatureOptions(context))
  return { hex: signed.toHex(), hash: signed.hash.toHex() }
}

/** The extrinsic with a placeholder signature of the right length, for asking what it costs. */
export function unsignedForFee(call: Pick<Call, 'toU8a'>, signer: Ss58, context: SigningContext): Uint8Array {
  return adopt(context.runtime, call).signFake(decodeSs58(signer), signatureOptions(context)).toU8a()
}
