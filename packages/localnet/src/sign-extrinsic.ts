import type { Keypair } from '@subnetkit/wallet/keys'
import { localnetErrors } from './errors.ts'
import { blake2_256 } from './runtime/hashing.ts'
import type { Runtime } from './runtime/runtime.ts'
import { type RuntimeCall, runtimeCall } from './runtime/runtime-call.ts'
import { specVersion, transactionVersion } from './runtime/runtime-config.ts'
import { concat } from './runtime/scale/hex.ts'
import { encode } from './runtime/scale/type.ts'
import { Writer } from './runtime/scale/writer.ts'

/** What to sign, on a chain in the same process. */
export interface SignOptions {
  readonly runtime: Pick<Runtime, 'pallets' | 'outer'>
  readonly genesisHash: string
  readonly pair: Keypair
  readonly call: RuntimeCall
  readonly nonce: number
  /** In rao. */
  readonly tip?: bigint
  /** Two bytes of a mortal era and the hash of its first block. Default: immortal. */
  readonly era?: { readonly bytes: Uint8Array; readonly hash: string }
  /** Extrinsics of another version or chain are refused; for tests. */
  readonly specVersion?: number
}

/**
 * A call by its names.
 *
 * @throws CALL_UNKNOWN
 * @example
 * ```ts
 * makeCall(runtime, 'Balances', 'transfer_keep_alive', { dest: { type: 'Id', value: bob }, value: 5n })
 * ```
 */
export function makeCall(
  { pallets }: Pick<Runtime, 'pallets'>,
  pallet: string,
  name: string,
  args: Readonly<Record<string, unknown>> = {},
): RuntimeCall {
  const definition = pallets.find((each) => each.name === pallet)?.calls?.[name]
  if (!definition) throw localnetErrors.CALL_UNKNOWN({ call: `${pallet}.${name}` })
  return { pallet, name, definition, args }
}

/** A signed extrinsic of version 4 with its length in front, ready to submit. */
export function signExtrinsic(options: SignOptions): Uint8Array {
  const { runtime, genesisHash, pair, call, nonce, tip = 0n, era } = options
  const callBytes = encode(runtimeCall, call, runtime.outer)
  const extra = new Writer()
  extra.raw(era?.bytes ?? Uint8Array.of(0))
  extra.compact(nonce)
  extra.compact(tip)
  extra.integer(0, 1)
  const implied = new Writer()
  implied.integer(options.specVersion ?? specVersion, 4)
  implied.integer(transactionVersion, 4)
  implied.hex(genesisHash, 32)
  implied.hex(era?.hash ?? genesisHash, 32)
  implied.integer(0, 1)
  const payload = concat(callBytes, extra.finish(), implied.finish())
  const signature = pair.sign(payload.length > 256 ? blake2_256(payload) : payload)

  const body = new Writer()
  body.integer(0x84, 1)
  body.integer(0, 1)
  body.raw(pair.publicKey)
  body.integer(pair.scheme === 'ed25519' ? 0 : 1, 1)
  body.raw(signature)
  body.raw(extra.finish())
  body.raw(callBytes)
  const bytes = body.finish()
  const framed = new Writer()
  framed.compact(bytes.length)
  framed.raw(bytes)
  return framed.finish()
}

/** The two bytes of a mortal era of `period` blocks (a power of two, 4 … 65536) that starts at block `birth`. */
export function mortalEra(period: number, birth: number): Uint8Array {
  const factor = Math.max(period >> 12, 1)
  const phase = Math.floor((birth % period) / factor)
  const encoded = Math.min(15, Math.max(1, Math.log2(period) - 1)) | (phase << 4)
  return Uint8Array.of(encoded & 255, encoded >> 8)
}
