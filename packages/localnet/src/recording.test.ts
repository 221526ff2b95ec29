import { describe, expect, it } from 'vitest'
import { createLocalnet, replayBlocks } from './localnet.ts'
import { recordBlocks, replayRecorded } from './recording.ts'
import { addressOf, openTestChain, people } from './test-chain.ts'

const { alice, bob } = people

/** A chain with transfers, a failure, a subnet, and empty blocks between. */
function busyChain() {
  const test = openTestChain()
  const { call } = test
  const pay = (value: bigint) => call('Balances', 'transfer_keep_alive', { dest: addressOf(bob), value })
  const noLimit = call('AdminUtils', 'sudo_set_network_rate_limit', { rate_limit: 0n })
  test.build()
  test.build(test.sign(alice, pay(5n)), test.sign(alice, pay(1n << 62n), { nonce: 1 }))
  test.build(test.sign(alice, call('Sudo', 'sudo', { call: noLimit })))
  test.build(test.sign(bob, call('SubtensorModule', 'register_network', { hotkey: addressOf(bob).value })))
  for (let i = 0; i < 30; i++) test.build()
  return test
}

describe('recording', () => {
  it('makes the same chain again, the same hash at every height', () => {
    const { chain } = busyChain()
    const recorded = recordBlocks(chain)
    const again = openTestChain().chain
    const hashes = replayRecorded(again, JSON.parse(JSON.stringify(recorded)))
    expect(hashes).toEqual(recorded.map((_, i) => chain.at(i + 1)!.hash))
    expect(again.head.state!.root()).toEqual(chain.head.state!.root())
    expect(recordBlocks(again)).toEqual(recorded)
  })

  it('differs from the first height on at which a block differs', () => {
    const { chain } = busyChain()
    const recorded = recordBlocks(chain)
    const changed = recorded.map((block, i) =>
      i === 4 ? { ...block, timestamp: block.timestamp + 1 } : block,
    )
    const hashes = replayRecorded(openTestChain().chain, changed)
    expect(hashes.slice(0, 4)).toEqual(recorded.slice(0, 4).map((_, i) => chain.at(i + 1)!.hash))
    for (let i = 4; i < hashes.length; i++) expect(hashes[i]).not.toBe(chain.at(i + 1)!.hash)
  })

  it('refuses a recording of another chain', () => {
    const recorded = recordBlocks(busyChain().chain)
    expect(() => replayBlocks({ endow: [{ ss58: bob.ss58, rao: 1_000n }] }, recorded)).toThrow(
      expect.objectContaining({ code: 'RECORDING_MISMATCH' }),
    )
  })

  it('goes with the options of createLocalnet', async () => {
    const genesis = { timestampMs: 1_700_000_000_000, endow: [{ ss58: bob.ss58, rao: 5_000n }] }
    const localnet = await createLocalnet({ genesis, slotDurationMs: 250 })
    try {
      const head = await localnet.seal(5)
      const hashes = replayBlocks({ ...genesis, slotDurationMs: 250 }, localnet.recordedBlocks())
      expect(hashes.at(-1)).toBe(head.hash)
      expect(replayBlocks({ slotDurationMs: 250 }, localnet.recordedBlocks()).at(-1)).not.toBe(head.hash)
    } finally {
      await localnet.stop()
    }
  })
})
