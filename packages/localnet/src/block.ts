import { blake2_256 } from './runtime/hashing.ts'
import { type Header, header as headerType } from './runtime/scale/block-types.ts'
import { bytesToHex } from './runtime/scale/hex.ts'
import { encode } from './runtime/scale/type.ts'
import type { State } from './state.ts'

/** A block of the chain. */
export interface Block {
  readonly number: number
  /** Blake2-256 of the encoded header, 0x-hex. */
  readonly hash: string
  readonly header: Header
  /** Extrinsics with their length in front, inherents first. */
  readonly body: readonly Uint8Array[]
  /** How many of them are inherents. */
  readonly inherents: number
  /** Chain time in Unix milliseconds. */
  readonly timestampMs: number
  /** The state after the block; undefined when it was discarded. */
  state: State | undefined
  /** What the block changed in the state, in key order; empty when its state was discarded. */
  changes: readonly (readonly [key: string, value: Uint8Array | undefined])[]
}

export const hashHeader = (header: Header): string => bytesToHex(blake2_256(encode(headerType, header)))

/** A block's parts as one value, its hash computed. */
export function makeBlock(
  header: Header,
  rest: Pick<Block, 'body' | 'inherents' | 'timestampMs'> & { readonly state: State },
): Block {
  return { number: header.number, hash: hashHeader(header), header, ...rest, changes: rest.state.changes() }
}
