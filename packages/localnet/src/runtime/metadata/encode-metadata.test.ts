import { metadata as metadataCodec } from '@polkadot-api/substrate-bindings'
import { describe, expect, it } from 'vitest'
import { createRuntime } from '../runtime.ts'

const runtime = createRuntime({ slotDurationMs: 12_000 })
const read = (version: 14 | 15) => metadataCodec.dec(runtime.metadata(version)).metadata.value

describe('encodeMetadata', () => {
  it.each([14, 15] as const)('is read by others, version %i', (version) => {
    const { pallets, lookup } = read(version) as {
      pallets: { name: string; index: number }[]
      lookup: { path: string[] }[]
    }
    expect(pallets.slice(0, 4).map(({ name, index }) => [name, index])).toEqual([
      ['System', 0],
      ['Timestamp', 2],
      ['Aura', 3],
      ['Balances', 5],
    ])
    // A declared type stands in the table once.
    const paths = lookup.map(({ path }) => path.join('::'))
    for (const path of [
      'node_subtensor_runtime::RuntimeCall',
      'sp_core::crypto::AccountId32',
      'frame_system::EventRecord',
    ]) {
      expect(paths.filter((each) => each === path)).toHaveLength(1)
    }
  })

  it('follows the configuration', () => {
    const other = createRuntime({ slotDurationMs: 250 })
    expect(other.metadata(15)).not.toEqual(runtime.metadata(15))
    expect(createRuntime({ slotDurationMs: 12_000 }).metadata(15)).toEqual(runtime.metadata(15))
  })
})
