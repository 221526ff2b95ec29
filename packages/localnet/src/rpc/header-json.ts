import type { Block } from '../block.ts'
import { digest } from '../runtime/scale/block-types.ts'
import { bytesToHex } from '../runtime/scale/hex.ts'
import { Reader } from '../runtime/scale/reader.ts'
import { encode } from '../runtime/scale/type.ts'

/** A header as JSON-RPC shows it. */
export const headerJson = ({ header }: Block) => ({
  parentHash: header.parent_hash,
  number: `0x${header.number.toString(16)}`,
  stateRoot: header.state_root,
  extrinsicsRoot: header.extrinsics_root,
  digest: { logs: digestLogs(header) },
})

/** Each log of a digest, encoded by itself. */
function digestLogs({ digest: { logs } }: Block['header']): string[] {
  return logs.map((log) => {
    const one = encode(digest, { logs: [log] })
    const reader = new Reader(one)
    reader.length()
    return bytesToHex(one.subarray(reader.at))
  })
}
