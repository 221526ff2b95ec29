import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type MockSubtensor, spec424, startMockSubtensor } from '../test/mock-subtensor.ts'
import type { Chain } from './chain.ts'
import { connect } from './connect.ts'

const alice = '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY'
const bob = '5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty'
const axon = { block: 9, version: 1, ip: 0xffff_7f00_0001n, port: 8091, ipType: 6, protocol: 4 }
const noAxon = { ...axon, ip: 0, port: 0 }

/** Two neurons as the runtime API would give them; what a new subnet has not computed yet is left empty. */
const graph = {
  netuid: 2,
  name: [...Buffer.from('näme')],
  symbol: [],
  identity: null,
  networkRegisteredAt: 11,
  ownerHotkey: alice,
  ownerColdkey: bob,
  block: 500,
  tempo: 20,
  lastStep: 480,
  blocksSinceLastStep: 20,
  alphaIn: 2n ** 60n,
  taoIn: 7,
  pendingAlphaEmission: 5,
  numUids: 2,
  hotkeys: [alice, bob],
  coldkeys: [bob, bob],
  identities: [null, null],
  axons: [axon, noAxon],
  active: [true, false],
  validatorPermit: [true, false],
  lastUpdate: [490, 11],
  emission: [2n ** 62n, 1],
  dividends: [65_535, 0],
  incentives: [0, 65_535],
  consensus: [1, 2],
  blockAtRegistration: [11, 12],
  alphaStake: [3, 0],
  taoStake: [4, 0],
  totalStake: [2n ** 63n, 0],
}

const le = (value: bigint, bytes: number) => {
  const out = Buffer.alloc(bytes)
  for (let at = 0; at < bytes; at++) out[at] = Number((value >> BigInt(8 * at)) & 255n)
  return `0x${out.toString('hex')}`
}

describe('chain.metagraph', () => {
  let node: MockSubtensor
  let chain: Chain

  beforeAll(async () => {
    node = await startMockSubtensor()
    chain = await connect({ endpoint: node.url })
    const view = spec424()
    // The metagraph's type, encoded from the fields above with @polkadot.
    const { registry } = view
    const api = chain.api.runtimeMetadata.asLatest.apis.find(({ name }) => name.eq('SubnetInfoRuntimeApi'))!
    const method = api.methods.find(({ name }) => name.eq('get_metagraph'))!
    const type = registry.createLookupType(method.output)
    // toHex() of an option would leave its first byte out.
    const bytes = Buffer.from(registry.createTypeUnsafe(type, [graph]).toU8a())
    node.answer('SubnetInfoRuntimeApi_get_metagraph', `0x${bytes.toString('hex')}`)
    node.store('System', 'Number', [], le(500n, 4))
    node.store('SubtensorModule', 'LastEpochBlock', [2], le(480n, 8))
    node.store('SubtensorModule', 'SubnetEpochIndex', [2], le(23n, 8))
    node.store('SubtensorModule', 'StakeThreshold', [], le(1000n, 8))
    node.store('SubtensorModule', 'StakeWeight', [2], `0x08${'ffff0000'}`)
    node.store('SubtensorModule', 'ValidatorTrust', [2], '0x040100')
    node.store('SubtensorModule', 'Tempo', [2], le(20n, 2))
    node.store('SubtensorModule', 'TotalHotkeyAlpha', [alice, 2], le(2n ** 61n, 8))
    const registration = `0x${'00'.repeat(8)}${'0a000000'}04${'03'}${'6869'}`
    node.store('Commitments', 'CommitmentOf', [2, alice], registration)
  })
  afterAll(async () => {
    await chain.disconnect()
    await node.close()
  })

  it('joins the runtime API with storage, at one block', async () => {
    node.requests.length = 0
    const found = await chain.metagraph(2)
    expect(found).toMatchObject({
      netuid: 2,
      name: 'näme',
      block: 500,
      blockHash: node.blockHash,
      tempo: 20,
      lastEpochBlock: 480,
      epochIndex: 23,
      registeredAt: 11,
      ownerHotkey: alice,
      ownerColdkey: bob,
      stakeThreshold: 1000n,
      hyperparameters: { tempo: 20, commitRevealEnabled: true },
      market: { alphaIn: 2n ** 60n, taoIn: 7n, pendingAlphaEmission: 5n },
    })
    expect(found.neurons).toEqual([
      {
        uid: 0,
        hotkey: alice,
        coldkey: bob,
        registeredAt: 11,
        lastUpdate: 490,
        active: true,
        validatorPermit: true,
        stake: 2n ** 61n,
        alphaStake: 3n,
        taoStake: 4n,
        totalStake: 2n ** 63n,
        stakeWeight: 65_535,
        incentive: 0,
        dividends: 65_535,
        consensus: 1,
        validatorTrust: 1,
        emission: 2n ** 62n,
        axon: { ip: '127.0.0.1', port: 8091 },
        commitment: { block: 10, bytes: Uint8Array.from(Buffer.from('hi')) },
      },
      {
        uid: 1,
        hotkey: bob,
        coldkey: bob,
        registeredAt: 12,
        lastUpdate: 11,
        active: false,
        validatorPermit: false,
        stake: 0n,
        alphaStake: 0n,
        taoStake: 0n,
        totalStake: 0n,
        stakeWeight: 0,
        incentive: 65_535,
        dividends: 0,
        consensus: 2,
        validatorTrust: 0,
        emission: 1n,
        axon: null,
        commitment: null,
      },
    ])
    const reads = node.requests.filter(
      ({ method }) => method === 'state_call' || method === 'state_queryStorageAt',
    )
    expect(reads.map(({ method }) => method)).toEqual([
      'state_call',
      'state_queryStorageAt',
      'state_queryStorageAt',
    ])
    for (const { params } of reads) expect(params.at(-1)).toBe(node.blockHash)
  })

  it('reads at the block that is asked for', async () => {
    const at = `0x${'cd'.repeat(32)}`
    node.requests.length = 0
    expect((await chain.metagraph(2, { at })).blockHash).toBe(at)
    for (const { method, params } of node.requests) expect([method, params.at(-1)]).toEqual([method, at])
  })

  it('tells a subnet that does not exist', async () => {
    const answered = await chain.rpc<string>('state_call', ['SubnetInfoRuntimeApi_get_metagraph', '0x0200'])
    node.answer('SubnetInfoRuntimeApi_get_metagraph', '0x00')
    await expect(chain.metagraph(9)).rejects.toMatchObject({
      code: 'CHAIN_SUBNET_MISSING',
      details: { netuid: 9 },
    })
    node.answer('SubnetInfoRuntimeApi_get_metagraph', answered)
  })

  it('does not make numbers of an answer in another shape', async () => {
    const answered = await chain.rpc<string>('state_call', ['SubnetInfoRuntimeApi_get_metagraph', '0x0200'])
    node.answer('SubnetInfoRuntimeApi_get_metagraph', answered.slice(0, -10))
    await expect(chain.metagraph(2)).rejects.toMatchObject({ code: 'CHAIN_DECODE' })
    node.answer('SubnetInfoRuntimeApi_get_metagraph', answered)
  })

  it('reads weights, the schedule, stakes and balances', async () => {
    node.store('SubtensorModule', 'SubnetworkN', [2], '0x0200')
    node.store('SubtensorModule', 'Weights', [2, 1], '0x080100ffff00000100')
    expect(await chain.weights(2)).toEqual(
      new Map([
        [
          1,
          [
            [1, 65_535],
            [0, 1],
          ],
        ],
      ]),
    )
    expect(await chain.epoch(2)).toMatchObject({ index: 23, nextEpochBlock: 501, blocksUntilNext: 1 })
    expect(await chain.stakeOf({ netuid: 2, hotkey: alice })).toBe(2n ** 61n)
    const info = `0x01${'00'.repeat(64)}08${'28'}${'00'.repeat(4)}01`
    node.answer('StakeInfoRuntimeApi_get_stake_info_for_hotkey_coldkey_netuid', info)
    expect(await chain.stakeOf({ netuid: 2, hotkey: alice, coldkey: bob })).toBe(10n)
    expect(await chain.balanceOf(alice)).toBe(0n)
    expect(await chain.commitmentOf(2, bob)).toBeNull()
  })
})
