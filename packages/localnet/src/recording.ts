import type { Chain } from './chain.ts'
import { localnetErrors } from './errors.ts'
import { bytesToHex, hexToBytes } from './runtime/scale/hex.ts'

/** What of a block cannot be computed: the rest follows from it and from the blocks before. */
export interface RecordedBlock {
  /** 0x-hex, with their length in front, without the inherent. */
  readonly extrinsics: readonly string[]
  /** Chain time in Unix milliseconds. */
  readonly timestamp: number
}

/** All blocks of a chain after its genesis. */
export function recordBlocks(chain: Chain, from = 1): RecordedBlock[] {
  const out: RecordedBlock[] = []
  for (let number = from; number <= chain.head.number; number++) {
    const { body, inherents, timestampMs } = chain.at(number)!
    out.push({ extrinsics: body.slice(inherents).map(bytesToHex), timestamp: timestampMs })
  }
  return out
}

/**
 * Adds recorded blocks to a chain.
 *
 * @returns their hashes
 * @throws RECORDING_MISMATCH when a recorded extrinsic cannot be in its block
 */
export function replayRecorded(chain: Chain, recorded: Iterable<RecordedBlock>): string[] {
  const hashes: string[] = []
  for (const { extrinsics, timestamp } of recorded) {
    const { block, rejected } = chain.build(extrinsics.map(hexToBytes), timestamp)
    if (rejected[0]) {
      const reason = `an extrinsic is refused, ${bytesToHex(rejected[0].error)}`
      throw localnetErrors.RECORDING_MISMATCH({ number: block.number, reason })
    }
    hashes.push(block.hash)
  }
  return hashes
}
