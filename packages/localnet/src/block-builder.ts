import { type Block, makeBlock } from './block.ts'
import { localnetErrors } from './errors.ts'
import { timestampInherent } from './runtime/executive/inherents.ts'
import { slotDigest } from './runtime/pallets/aura.ts'
import type { RuntimeHost } from './runtime/runtime.ts'
import { header as headerType, inherentData } from './runtime/scale/block-types.ts'
import { zeroAccount } from './runtime/scale/chain-types.ts'
import { bytesToHex } from './runtime/scale/hex.ts'
import { u64 } from './runtime/scale/primitives.ts'
import { Reader } from './runtime/scale/reader.ts'
import { decode, encode } from './runtime/scale/type.ts'

const nothing = new Uint8Array()
/** `TransactionValidityError::Invalid(Call)`. */
const invalidCall = Uint8Array.of(0, 0)

/** An extrinsic that the runtime would not have in the block, with its `TransactionValidityError` as SCALE. */
export interface Rejected {
  readonly extrinsic: Uint8Array
  readonly error: Uint8Array
  /** Set when the runtime itself failed on it, which is a fault of the runtime. */
  readonly fault?: unknown
}

/** What to build a block from. */
export interface BlockPlan {
  readonly parent: Block
  /** With their length in front, without inherents. */
  readonly extrinsics: readonly Uint8Array[]
  readonly timestampMs: number
  readonly slotDurationMs: number
}

/**
 * Builds the next block by the runtime APIs that every Substrate runtime has, so that it does not matter which one
 * runs.
 *
 * @throws INHERENT_FAILED when the time does not rise
 */
export function buildBlock(host: RuntimeHost, plan: BlockPlan): { block: Block; rejected: Rejected[] } {
  const { parent, timestampMs } = plan
  const number = parent.number + 1
  if (!parent.state) throw localnetErrors.STATE_DISCARDED({ hash: parent.hash, kept: 'last' })
  const state = parent.state.fork()
  const draft = {
    parent_hash: parent.hash,
    number,
    state_root: zeroAccount,
    extrinsics_root: zeroAccount,
    digest: { logs: [slotDigest(BigInt(Math.floor(timestampMs / plan.slotDurationMs)))] },
  }
  host.call('Core_initialize_block', encode(headerType, draft), state)

  const data = encode(inherentData, [[timestampInherent, encode(u64, BigInt(timestampMs))]])
  const inherents = splitExtrinsics(host.call('BlockBuilder_inherent_extrinsics', data, state))
  for (const inherent of inherents) {
    const result = host.call('BlockBuilder_apply_extrinsic', inherent, state)
    if (result[0] !== 0) throw localnetErrors.INHERENT_FAILED({ number, result: bytesToHex(result) })
  }
  const body = [...inherents]
  const rejected: Rejected[] = []
  for (const extrinsic of plan.extrinsics) {
    state.begin()
    try {
      const result = host.call('BlockBuilder_apply_extrinsic', extrinsic, state)
      if (result[0] === 0) {
        state.commit()
        body.push(extrinsic)
        continue
      }
      rejected.push({ extrinsic, error: result.subarray(1) })
    } catch (fault) {
      rejected.push({ extrinsic, error: invalidCall, fault })
    }
    state.rollback()
  }
  const header = decode(headerType, host.call('BlockBuilder_finalize_block', nothing, state))
  return { block: makeBlock(header, { body, inherents: inherents.length, timestampMs, state }), rejected }
}

/** A `Vec` of opaque extrinsics, each kept with its length in front. */
function splitExtrinsics(encoded: Uint8Array): Uint8Array[] {
  const reader = new Reader(encoded)
  return Array.from({ length: reader.length() }, () => {
    const start = reader.at
    const length = reader.length()
    reader.at += length
    return encoded.slice(start, reader.at)
  })
}
