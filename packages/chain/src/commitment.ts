import type { Hotkey, Netuid } from '@subnetkit/core'
import type { Commitment } from './metagraph-types.ts'
import { type Plain, take } from './runtime/plain.ts'
import type { Snapshot } from './snapshot.ts'

/**
 * The bytes of a `CommitmentOf` entry: its Raw and BigRaw fields joined. Null when there is no entry or it has
 * other fields (hashes, timelocked data), which are no text of the miner's.
 */
export function decodeCommitment(value: Plain): Commitment | null {
  if (value === null) return null
  const { block, info } = take.fields(value, 'CommitmentOf')
  const parts: Buffer[] = []
  for (const item of take.list(take.fields(info, 'CommitmentOf.info').fields, 'CommitmentOf.fields')) {
    const { type, value: content } = take.fields(item, 'CommitmentOf.field')
    const name = take.text(type, 'CommitmentOf.field')
    if (name === 'None') continue
    if (!/^(Raw|BigRaw)\d*$/.test(name)) return null
    parts.push(Buffer.from(content === null ? '' : take.text(content, name).slice(2), 'hex'))
  }
  if (parts.length === 0) return null
  return { block: take.number(block, 'CommitmentOf.block'), bytes: Uint8Array.from(Buffer.concat(parts)) }
}

/** What `hotkey` has committed to on a subnet; null when nothing, or on a chain without the Commitments pallet. */
export async function readCommitment(
  snapshot: Snapshot,
  netuid: Netuid,
  hotkey: Hotkey,
): Promise<Commitment | null> {
  if (!snapshot.has('Commitments', 'CommitmentOf')) return null
  return decodeCommitment(await snapshot.storage('Commitments', 'CommitmentOf', netuid, hotkey))
}
