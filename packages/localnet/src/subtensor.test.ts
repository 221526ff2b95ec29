import { ApiPromise, WsProvider } from '@polkadot/api'
import type { SubmittableExtrinsic } from '@polkadot/api/types'
import { keypairFromUri } from '@subnetkit/wallet/keys'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createLocalnet, type Localnet } from './localnet.ts'
import { bytesToHex, hexToBytes } from './runtime/scale/hex.ts'

/*
 * A founder's first hour, through @polkadot/api: what clients send and read is decoded by the metadata that the chain
 * serves.
 */

type Tx = SubmittableExtrinsic<'promise'>
type Pair = ReturnType<typeof keypairFromUri>

const TAO = 1_000_000_000n
const netuid = 2
const sudo = keypairFromUri('//Alice')
const owner = keypairFromUri('//Bob')
const ownerHotkey = keypairFromUri('//Bob//hotkey')
const staker = keypairFromUri('//Charlie')
const validator = keypairFromUri('//Charlie//validator')
const miners = [keypairFromUri('//Charlie//one'), keypairFromUri('//Charlie//two')]

let localnet: Localnet
let api: ApiPromise

/** Signs what @polkadot/api asks for, so that the test needs no keyring. */
const signerOf = (pair: Pair) => ({
  signRaw: async ({ data }: { data: string }) => ({
    id: 1,
    signature: bytesToHex(Uint8Array.of(1, ...pair.sign(hexToBytes(data)))) as `0x${string}`,
  }),
})

const errorOf = async (index: number): Promise<string> => {
  const events = await api.query.system!.events!()
  for (const { phase, event } of events as unknown as Iterable<{
    phase: { isApplyExtrinsic: boolean; asApplyExtrinsic: { toNumber(): number } }
    event: { section: string; method: string; data: unknown[] }
  }>) {
    if (!phase.isApplyExtrinsic || phase.asApplyExtrinsic.toNumber() !== index) continue
    if (event.section !== 'system' || event.method !== 'ExtrinsicFailed') continue
    const failed = event.data[0] as {
      isModule: boolean
      asModule: Parameters<typeof api.registry.findMetaError>[0]
    }
    return failed.isModule ? api.registry.findMetaError(failed.asModule).name : 'other'
  }
  return 'ok'
}

/** Submits, seals a block, and gives the error's name or `ok`. */
async function send(tx: Tx, pair: Pair): Promise<string> {
  await tx.signAsync(pair.ss58, { signer: signerOf(pair), nonce: -1 })
  await api.rpc.author.submitExtrinsic(tx)
  await localnet.seal()
  const block = await api.rpc.chain.getBlock()
  const index = block.block.extrinsics.findIndex((each) => each.hash.eq(tx.hash))
  expect(index).toBeGreaterThan(0)
  return errorOf(index)
}

const call = (name: string) => api.tx.subtensorModule![name]!
const asSudo = (pallet: string, name: string, ...args: unknown[]) =>
  send(api.tx.sudo!.sudo!(api.tx[pallet]![name]!(...args)), sudo)
// biome-ignore lint/complexity/noBannedTypes: decoded values have many shapes, told apart by what is asked of them
const ask = async (name: string, method: string, ...args: unknown[]): Promise<Object> =>
  (await api.call[name]![method]!(...args)).toJSON() as object

beforeAll(async () => {
  localnet = await createLocalnet({ seal: 'manual' })
  api = await ApiPromise.create({
    // The provider's own types do not agree under exactOptionalPropertyTypes.
    provider: new WsProvider(localnet.url) as unknown as NonNullable<
      ConstructorParameters<typeof ApiPromise>[0]
    >['provider'] &
      object,
    noInitWarn: true,
  })
}, 60_000)
afterAll(async () => {
  await api?.disconnect()
  await localnet?.stop()
})

describe('a founder’s first hour', () => {
  it('registers and starts a subnet', async () => {
    await localnet.seal()
    expect(await send(call('registerNetwork')(ownerHotkey.ss58), owner)).toBe('ok')
    expect(await send(call('startCall')(netuid), owner)).toBe('ok')
    expect(
      (await ask('subnetRegistrationRuntimeApi', 'getNetworkRegistrationCost')) as number,
    ).toBeGreaterThan(1.9e12)
  })

  it('sets it up by the calls that a founder and sudo have', async () => {
    expect(await asSudo('adminUtils', 'sudoSetAdminFreezeWindow', 0)).toBe('ok')
    expect(await asSudo('adminUtils', 'sudoSetTempo', netuid, 10)).toBe('ok')
    expect(await asSudo('adminUtils', 'sudoSetWeightsSetRateLimit', netuid, 0)).toBe('ok')
    const switchOff = api.tx.adminUtils!.sudoSetCommitRevealWeightsEnabled!(netuid, false)
    expect(await send(switchOff, owner)).toBe('ok')
    expect(await send(api.tx.adminUtils!.sudoSetKappa!(netuid, 1), owner)).toBe('other')
  })

  it('registers neurons, stakes and serves', async () => {
    for (const hotkey of [validator, ...miners]) {
      expect(await send(call('burnedRegister')(netuid, hotkey.ss58), staker)).toBe('ok')
    }
    expect(await send(call('burnedRegister')(netuid, validator.ss58), staker)).toBe(
      'HotKeyAlreadyRegisteredInSubNet',
    )
    expect(await send(call('addStake')(validator.ss58, netuid, 100n * TAO), staker)).toBe('ok')
    const axon = call('serveAxon')(netuid, 1, 0xffff_7f00_0001n, 8091, 6, 4, 0, 0)
    expect(await send(axon, miners[0]!)).toBe('ok')
    await expect(
      send(call('serveAxon')(netuid, 1, 0x7f000001n, 8091, 4, 4, 0, 0), miners[1]!),
    ).rejects.toThrow('Custom error: 11')
  })

  it('runs epochs, gives permits, takes weights and pays', async () => {
    await localnet.seal(10)
    expect(await send(call('setWeights')(netuid, [2, 3], [300, 100], 0), validator)).toBe('ok')
    expect(await send(call('setWeights')(netuid, [3], [1], 0), miners[0]!)).toBe('NeuronNoValidatorPermit')
    await localnet.seal(10)
    const graph = (await ask('subnetInfoRuntimeApi', 'getMetagraph', netuid)) as Record<string, unknown[]>
    expect(graph.hotkeys).toEqual([ownerHotkey.ss58, validator.ss58, ...miners.map(({ ss58 }) => ss58)])
    expect(graph.incentives).toEqual([0, 0, 49_151, 16_383])
    expect(graph.validatorPermit).toEqual([true, true, false, false])
    expect(graph.axons![2]).toMatchObject({ port: 8091, ipType: 6 })
    expect(graph.numUids).toBe(4)
    const emission = graph.emission as number[]
    expect(emission[2]! / emission[3]!).toBeCloseTo(3, 3)
    const stakes = (await ask('stakeInfoRuntimeApi', 'getStakeInfoForColdkey', staker.ss58)) as {
      hotkey: string
      stake: number
    }[]
    expect(stakes.map(({ hotkey }) => hotkey)).toContain(miners[1]!.ss58)
  })

  it('answers every query that clients make, in a form that they decode', async () => {
    const subnet = (method: string, ...args: unknown[]) => ask('subnetInfoRuntimeApi', method, ...args)
    expect(await subnet('getSubnetInfo', netuid)).toMatchObject({ subnetworkN: 4, tempo: 10, kappa: 32_767 })
    expect(await subnet('getSubnetsInfo')).toHaveLength(3)
    expect(await subnet('getSubnetInfoV2', netuid)).toMatchObject({ identity: null, maxAllowedUids: 256 })
    expect(await subnet('getSubnetsInfoV2')).toHaveLength(3)
    expect(await subnet('getSubnetHyperparams', netuid)).toMatchObject({ weightsRateLimit: 0 })
    expect(await subnet('getSubnetHyperparamsV2', netuid)).toMatchObject({
      yumaVersion: 3,
      subnetIsActive: true,
    })
    const v3 = (await subnet('getSubnetHyperparamsV3', netuid)) as { name: string }[]
    expect(v3).toHaveLength(33)
    expect(await subnet('getAllDynamicInfo')).toHaveLength(3)
    expect(await subnet('getDynamicInfo', netuid)).toMatchObject({ netuid, tempo: 10 })
    expect(await subnet('getSubnetState', netuid)).toMatchObject({ incentives: [0, 0, 49_151, 16_383] })
    expect(await subnet('getMechagraph', netuid, 0)).toMatchObject({ netuid })
    expect(await subnet('getMechagraph', netuid, 1)).toBeNull()
    expect(await subnet('getMetagraph', 9)).toBeNull()
    expect(await subnet('getAllMetagraphs')).toHaveLength(3)
    expect(await subnet('getAllMechagraphs')).toHaveLength(3)
    const some = await subnet('getSelectiveMetagraph', netuid, [3, 8, 52, 72, 99])
    expect(some).toMatchObject({ netuid, tempo: 10, name: null, validators: [0, 1], commitments: null })
    expect((some as { hotkeys: unknown[] }).hotkeys).toHaveLength(4)
    expect(await subnet('getNextEpochStartBlock', netuid)).toBeGreaterThan(localnet.head().number)
    expect(await subnet('getSubnetToPrune')).toBeNull()
    expect(await subnet('getSubnetAccountId', 1)).toBe('5EYCAe5jLQhn6ofDSvqWqk5fA9XiqK3ahtx5kBNmAqF78mqL')

    const neuron = (method: string, ...args: unknown[]) => ask('neuronInfoRuntimeApi', method, ...args)
    expect(await neuron('getNeurons', netuid)).toHaveLength(4)
    expect(await neuron('getNeuronsLite', netuid)).toHaveLength(4)
    expect(await neuron('getNeuron', netuid, 1)).toMatchObject({
      uid: 1,
      weights: [
        [2, 65_535],
        [3, 21_845],
      ],
    })
    expect(await neuron('getNeuronLite', netuid, 9)).toBeNull()
    expect(await neuron('getNeurons', 9)).toEqual([])

    const swap = (method: string, ...args: unknown[]) => ask('swapRuntimeApi', method, ...args)
    const price = Number(await swap('currentAlphaPrice', netuid))
    expect(price).toBeGreaterThan(1e9)
    expect(price).toBeLessThan(2e9)
    expect(await swap('currentAlphaPrice', 0)).toBe(1e9)
    expect(await swap('currentAlphaPriceAll')).toHaveLength(3)
    const bought = (await swap('simSwapTaoForAlpha', netuid, TAO)) as Record<string, number>
    expect(bought.taoFee).toBe(503_547)
    expect(bought.alphaAmount).toBeLessThan(1e9)
    const sold = (await swap('simSwapAlphaForTao', netuid, TAO)) as Record<string, number>
    expect(sold.taoAmount).toBeGreaterThan(1e9)
    expect(await swap('simSwapTaoForAlpha', 9, TAO)).toMatchObject({ alphaAmount: 0 })

    const stake = (method: string, ...args: unknown[]) => ask('stakeInfoRuntimeApi', method, ...args)
    const place = [validator.ss58, staker.ss58, netuid]
    expect(await stake('getStakeInfoForHotkeyColdkeyNetuid', ...place)).toMatchObject({ isRegistered: true })
    expect(await stake('getStakeInfoForColdkeys', [staker.ss58])).toHaveLength(1)
    const free = await stake('getStakeAvailabilityForColdkeys', [staker.ss58], null)
    expect(Object.keys(free)).toEqual([staker.ss58])
    expect(await stake('getStakeFee', null, staker.ss58, [validator.ss58, netuid], staker.ss58, TAO)).toBe(
      503_547,
    )
    expect(await ask('delegateInfoRuntimeApi', 'getDelegates')).toEqual([])
  })

  it('accounts for every rao', () => {
    const { tao, subnets } = localnet.ledger()
    expect(tao.difference).toBe('0')
    for (const { taoPool, taoAccount, dust } of subnets) {
      expect(taoAccount).toBe(taoPool)
      expect(BigInt(dust)).toBeGreaterThanOrEqual(0n)
      expect(BigInt(dust)).toBeLessThan(200n)
    }
  })
})
