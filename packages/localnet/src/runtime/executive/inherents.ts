import type { Pallet } from '../pallet.ts'
import { runtimeCall } from '../runtime-call.ts'
import { bytesToHex } from '../scale/hex.ts'
import { u64 } from '../scale/primitives.ts'
import { decode, type OuterTypes } from '../scale/type.ts'
import { Writer } from '../scale/writer.ts'

/** The id of the clock's data in inherent data. */
export const timestampInherent = bytesToHex(new TextEncoder().encode('timstap0'))

/** The extrinsics that the author adds to a block: on Subtensor only `Timestamp.set`. */
export function inherentExtrinsics(
  { pallets, outer }: { pallets: readonly Pallet[]; outer: OuterTypes },
  data: readonly (readonly [id: string, bytes: Uint8Array])[],
): Uint8Array[] {
  const now = data.find(([id]) => id === timestampInherent)?.[1]
  const definition = pallets.find(({ name }) => name === 'Timestamp')?.calls?.set
  if (!now || !definition) return []
  const writer = new Writer(outer)
  writer.integer(4, 1)
  const args = { now: decode(u64, now) }
  runtimeCall.write({ pallet: 'Timestamp', name: 'set', definition, args }, writer)
  return [writer.finish()]
}
