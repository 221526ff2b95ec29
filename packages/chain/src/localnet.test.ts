import { createLocalnet, type Localnet } from '@subnetkit/localnet'
import { type Keypair, keypairFromUri } from '@subnetkit/wallet/keys'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import {
  addStake,
  batch,
  burnedRegister,
  registerNetwork,
  serveAxon,
  setCommitment,
  setWeights,
  startCall,
  sudo,
  transfer,
} from './actions.ts'
import type { Chain, Head } from './chain.ts'
import { connect } from './connect.ts'
import { hyperparameterDifferences } from './hyperparameter-defaults.ts'
import type { CallIntent, Intent } from './plan/intent.ts'
import { execute, plan } from './plan/plan.ts'
import type { Receipt } from './submit/submit.ts'
import { waitForEpoch } from './wait-for-epoch.ts'

const tao = 1_000_000_000n
const alice = keypairFromUri('//Alice')
const owner = keypairFromUri('//Owner')
const ownerHotkey = keypairFromUri('//Owner//hot')
const validator = keypairFromUri('//Validator')
const validatorHotkey = keypairFromUri('//Validator//hot')
const miner = keypairFromUri('//Miner')
const minerHotkey = keypairFromUri('//Miner//hot', 'ed25519')

const admin = (name: string, ...args: unknown[]): CallIntent => ({
  op: 'call',
  pallet: 'AdminUtils',
  name,
  args,
})
const asRoot = (of: Intent): Intent => ({ op: 'sudo', of })
const names = ({ events }: Receipt) => events.map(({ pallet, name }) => `${pallet}.${name}`)

describe('the life of a subnet, on a local chain', () => {
  let localnet: Localnet
  let chain: Chain
  let netuid: number

  beforeAll(async () => {
    localnet = await createLocalnet({ seal: 'instant' })
    chain = await connect({ endpoint: localnet.url })
  })
  afterAll(async () => {
    await chain?.disconnect()
    await localnet?.stop()
  })

  it('is a local network of the spec that it models', async () => {
    expect(chain).toMatchObject({ kind: 'local', specVersion: 424, genesisHash: localnet.genesisHash })
    expect(await chain.head()).toEqual(localnet.head())
  })

  it('sends TAO, reports events and fee, and moves exactly that', async () => {
    const gift = { dest: owner.ss58, amount: 2_500n * tao }
    const planned = await plan(chain, { op: 'transfer', ...gift }, alice.ss58)
    const before = await chain.balanceOf(alice.ss58)
    const receipt = await transfer(chain, { ...gift, keypair: alice })
    expect(names(receipt)).toContain('Balances.Transfer')
    expect(names(receipt)).toContain('System.ExtrinsicSuccess')
    expect(receipt.block).toEqual(localnet.head())
    expect(await chain.balanceOf(owner.ss58)).toBe(2_500n * tao)
    expect(before - (await chain.balanceOf(alice.ss58))).toBe(2_500n * tao + receipt.fee!)
    expect(planned).toMatchObject({ fee: receipt.fee, ok: true })
  })

  it('sends several transactions of one key at once, in order', async () => {
    const sent = await Promise.all(
      [validator, miner].flatMap((key) =>
        [1n, 2n].map((part) =>
          transfer(chain, { dest: key.ss58, amount: part * 200n * tao, keypair: alice }),
        ),
      ),
    )
    expect(sent.map(({ nonce }) => nonce - sent[0]!.nonce)).toEqual([0, 1, 2, 3])
    expect(await chain.balanceOf(miner.ss58)).toBe(600n * tao)
  })

  it("answers an unaffordable transfer by a look first, and by the chain's own error without", async () => {
    const options = { dest: alice.ss58, amount: 1_000_000n * tao, keypair: miner }
    await expect(transfer(chain, options)).rejects.toMatchObject({
      code: 'CHAIN_PREFLIGHT',
      details: { violation: 'FundsUnavailable' },
    })
    await expect(transfer(chain, { ...options, preflight: false })).rejects.toMatchObject({
      code: 'CHAIN_CALL_FAILED',
      details: { pallet: 'Token', name: 'FundsUnavailable' },
    })
    const poor = keypairFromUri('//Nobody')
    await expect(transfer(chain, { ...options, keypair: poor, preflight: false })).rejects.toMatchObject({
      code: 'CHAIN_POOL_REFUSED',
      details: { name: 'Payment' },
    })
  })

  it('creates, tunes and starts a subnet', async () => {
    await batch(chain, {
      of: [asRoot(admin('sudo_set_network_rate_limit', 0)), asRoot(admin('sudo_set_admin_freeze_window', 0))],
      keypair: alice,
    })
    const created = await registerNetwork(chain, { hotkey: ownerHotkey.ss58, keypair: owner })
    netuid = created.netuid
    expect(netuid).toBe(2)
    const fresh = await chain.hyperparameters(netuid)
    expect(hyperparameterDifferences(fresh)).toEqual([])
    await expect(startCall(chain, { netuid, keypair: miner })).rejects.toMatchObject({
      details: { violation: 'NotSubnetOwner' },
    })
    await startCall(chain, { netuid, keypair: owner })
    await expect(startCall(chain, { netuid, keypair: owner, preflight: false })).rejects.toMatchObject({
      code: 'CHAIN_CALL_FAILED',
      details: { pallet: 'SubtensorModule', name: 'FirstEmissionBlockNumberAlreadySet' },
    })
    await sudo(chain, { of: admin('sudo_set_weights_set_rate_limit', netuid, 5), keypair: alice })
    await sudo(chain, { of: admin('sudo_set_subnet_emission_enabled', netuid, true), keypair: alice })
    expect(hyperparameterDifferences(await chain.hyperparameters(netuid)).map(({ name }) => name)).toEqual([
      'weightsSetRateLimit',
      'subtokenEnabled',
      'emissionEnabled',
    ])
  })

  it('lists the subnets by the names that their owners gave them', async () => {
    const name = 'näme'
    const identity: CallIntent = {
      op: 'call',
      pallet: 'SubtensorModule',
      name: 'set_subnet_identity',
      args: [netuid, name, '', '', '', '', '', '', ''],
    }
    await execute(chain, identity, owner)
    const subnets = await chain.subnets()
    expect(subnets.map((one) => one.netuid)).toEqual([0, 1, netuid])
    expect(subnets.slice(0, 2).map((one) => one.name)).toEqual(['root', 'apex'])
    expect(subnets[2]).toEqual({
      netuid,
      name,
      symbol: 'β',
      ownerHotkey: ownerHotkey.ss58,
      ownerColdkey: owner.ss58,
      tempo: 360,
      registeredAt: expect.any(Number),
    })
  })

  it('decodes the failure of a call inside sudo, and refuses sudo to others', async () => {
    await expect(
      sudo(chain, { of: admin('sudo_set_tempo', 4000, 10), keypair: alice }),
    ).rejects.toMatchObject({
      code: 'CHAIN_CALL_FAILED',
      details: { call: 'Sudo.sudo', name: 'SubnetDoesNotExist' },
    })
    const stranger = { of: admin('sudo_set_tempo', netuid, 10), keypair: miner }
    await expect(sudo(chain, stranger)).rejects.toMatchObject({ details: { violation: 'RequireSudo' } })
    await expect(sudo(chain, { ...stranger, preflight: false })).rejects.toMatchObject({
      code: 'CHAIN_POOL_REFUSED',
      details: { name: 'BadSigner' },
    })
  })

  it('registers hotkeys by burn, once each', async () => {
    const register = (coldkey: Keypair, hotkey: Keypair) =>
      burnedRegister(chain, { netuid, hotkey: hotkey.ss58, keypair: coldkey })
    const receipt = await register(validator, validatorHotkey)
    expect(names(receipt)).toContain('SubtensorModule.NeuronRegistered')
    await register(miner, minerHotkey)
    await expect(register(miner, minerHotkey)).rejects.toMatchObject({
      details: { violation: 'HotKeyAlreadyRegisteredInSubNet' },
    })
    await expect(register(miner, validatorHotkey)).rejects.toMatchObject({ code: 'CHAIN_PREFLIGHT' })
    const again = { netuid, hotkey: minerHotkey.ss58, keypair: miner, preflight: false }
    await expect(burnedRegister(chain, again)).rejects.toMatchObject({
      code: 'CHAIN_CALL_FAILED',
      details: { name: 'HotKeyAlreadyRegisteredInSubNet' },
    })
  })

  it('stakes, and finds the stake in every place', async () => {
    await addStake(chain, { netuid, hotkey: validatorHotkey.ss58, amount: 300n * tao, keypair: validator })
    const position = { netuid, hotkey: validatorHotkey.ss58 }
    const stake = await chain.stakeOf(position)
    expect(stake).toBeGreaterThan(0n)
    expect(await chain.stakeOf({ ...position, coldkey: validator.ss58 })).toBe(stake)
    const { neurons } = await chain.metagraph(netuid)
    expect(neurons[1]).toMatchObject({
      hotkey: validatorHotkey.ss58,
      stake,
      alphaStake: stake,
      coldkey: validator.ss58,
    })
    await expect(
      addStake(chain, { netuid: 1, hotkey: validatorHotkey.ss58, amount: tao, keypair: validator }),
    ).rejects.toMatchObject({ details: { violation: 'SubtokenDisabled' } })
  })

  it('announces an axon and a commitment, and reads both back', async () => {
    await serveAxon(chain, { netuid, keypair: minerHotkey, ip: '::ffff:127.0.0.1', port: 8091 })
    await setCommitment(chain, {
      netuid,
      bytes: Uint8Array.from(Buffer.from('model v1')),
      keypair: minerHotkey,
    })
    const { neurons } = await chain.metagraph(netuid)
    expect(neurons.map(({ axon }) => axon)).toEqual([null, null, { ip: '127.0.0.1', port: 8091 }])
    expect(Buffer.from(neurons[2]!.commitment!.bytes).toString()).toBe('model v1')
    const loopback = { netuid, keypair: validatorHotkey, ip: '127.0.0.1', port: 8091 }
    await expect(serveAxon(chain, loopback)).rejects.toMatchObject({
      details: { violation: 'InvalidIpAddress' },
    })
    await expect(serveAxon(chain, { ...loopback, preflight: false })).rejects.toMatchObject({
      code: 'CHAIN_POOL_REFUSED',
      details: { code: 11, name: 'InvalidIpAddress' },
    })
    await expect(
      serveAxon(chain, { ...loopback, ip: '10.0.0.1', keypair: minerHotkey }),
    ).rejects.toMatchObject({
      details: { violation: 'ServingRateLimitExceeded' },
    })
  })

  it('refuses weights for each of the reasons that the chain has', async () => {
    const weights = { netuid, uids: [2], values: [65_535], keypair: validatorHotkey }
    const violation = async (options: Parameters<typeof setWeights>[1] = weights) =>
      setWeights(chain, options).catch((error) => error.details?.violation)
    const answer = async (options: Parameters<typeof setWeights>[1] = weights) =>
      setWeights(chain, { ...options, preflight: false }).catch((error) => error.details?.name)
    expect(await violation()).toBe('CommitRevealEnabled')
    expect(await answer()).toBe('CommitRevealEnabled')
    await sudo(chain, {
      of: admin('sudo_set_commit_reveal_weights_enabled', netuid, false),
      keypair: alice,
    })
    await localnet.seal(6)
    expect(await violation()).toBe('NeuronNoValidatorPermit')
    expect(await answer()).toBe('NeuronNoValidatorPermit')
    const stranger = { ...weights, keypair: keypairFromUri('//Stranger') }
    expect(await violation(stranger)).toBe('HotKeyNotRegisteredInSubNet')
    expect(await answer(stranger)).toBe('HotKeyNotRegisteredInSubNet')
    const missing = { ...weights, uids: [9], keypair: ownerHotkey }
    expect(await violation(missing)).toBe('UidVecContainInvalidOne')
    expect(await answer(missing)).toBe('UidVecContainInvalidOne')
  })

  it('waits for the epoch that gives the permit, then sets weights that consensus uses', async () => {
    await sudo(chain, { of: admin('sudo_set_tempo', netuid, 10), keypair: alice })
    const { lastEpochBlock, nextEpochBlock } = await chain.epoch(netuid)
    expect(nextEpochBlock).toBe(lastEpochBlock + 10)
    const heads: Head[] = []
    const stop = chain.onHead((head) => heads.push(head))
    const waiting = waitForEpoch(chain, { netuid, after: lastEpochBlock, deadlineMs: 20_000 })
    for (let blocks = 0; blocks < 10; blocks++) await localnet.seal()
    const { epoch } = await waiting
    expect(epoch.lastEpochBlock).toBe(nextEpochBlock)
    await vi.waitFor(() => expect(heads.at(-1)).toEqual(localnet.head()))
    stop()
    expect((await chain.metagraph(netuid)).neurons[1]?.validatorPermit).toBe(true)

    const receipt = await setWeights(chain, {
      netuid,
      uids: [2, 0],
      values: [65_535, 1],
      keypair: validatorHotkey,
    })
    expect(names(receipt)).toContain('SubtensorModule.WeightsSet')
    expect(await chain.weights(netuid)).toEqual(
      new Map([
        [
          1,
          [
            [2, 65_535],
            [0, 1],
          ],
        ],
      ]),
    )
    const again = { netuid, uids: [2], values: [65_535], keypair: validatorHotkey }
    await expect(setWeights(chain, again)).rejects.toMatchObject({
      details: { violation: 'SettingWeightsTooFast' },
    })
    await expect(setWeights(chain, { ...again, preflight: false })).rejects.toMatchObject({
      code: 'CHAIN_POOL_REFUSED',
      details: { code: 6, name: 'RateLimitExceeded' },
    })
    await localnet.seal(10)
    const { neurons } = await chain.metagraph(netuid)
    expect(neurons[2]!.incentive).toBeGreaterThan(60_000)
    expect(neurons[1]!.dividends).toBeGreaterThan(60_000)
    expect(neurons[2]!.emission).toBeGreaterThan(0n)
  })

  it('gives a metagraph that equals raw storage, integer for integer, also at an older block', async () => {
    const head = await chain.head()
    const expected = await rawSubnet(chain, netuid, head.hash)
    await localnet.seal(15)
    const found = await chain.metagraph(netuid, { at: head.hash })
    expect(found.block).toBe(head.number)
    expect(columnsOf(found)).toEqual(expected)
    expect(columnsOf(await chain.metagraph(netuid))).toEqual(
      await rawSubnet(chain, netuid, (await chain.head()).hash),
    )
    expect((await chain.metagraph(netuid)).block).toBe(head.number + 15)
  })
})

describe('a local chain that starts anew at the same address', () => {
  it('is gone on with when it is the same chain, and refused when it is another', async () => {
    const first = await createLocalnet({ seal: 'instant' })
    const { port } = first
    const chain = await connect({ endpoint: first.url, timeoutMs: 10_000 })
    const pay = () => transfer(chain, { dest: owner.ss58, amount: tao, keypair: alice })
    await pay()
    expect((await pay()).nonce).toBe(1)
    await first.stop()
    const second = await createLocalnet({ port, seal: 'instant' })
    expect((await pay()).nonce).toBe(0)
    await second.stop()
    const third = await createLocalnet({
      port,
      seal: 'instant',
      genesis: { endow: [{ ss58: miner.ss58, rao: tao }] },
    })
    await expect(chain.head()).rejects.toMatchObject({ code: 'CHAIN_REPLACED' })
    await chain.disconnect()
    await third.stop()
  })
})

type Found = Awaited<ReturnType<Chain['metagraph']>>

/** The metagraph turned into the columns that storage holds. */
const columnsOf = ({ neurons, tempo, lastEpochBlock, epochIndex, ownerHotkey }: Found) => ({
  scalars: [tempo, lastEpochBlock, epochIndex, ownerHotkey],
  Keys: neurons.map(({ hotkey }) => hotkey),
  Owner: neurons.map(({ coldkey }) => coldkey),
  BlockAtRegistration: neurons.map(({ registeredAt }) => registeredAt),
  TotalHotkeyAlpha: neurons.map(({ stake }) => `${stake}`),
  Incentive: neurons.map(({ incentive }) => incentive),
  Dividends: neurons.map(({ dividends }) => dividends),
  Consensus: neurons.map(({ consensus }) => consensus),
  ValidatorTrust: neurons.map(({ validatorTrust }) => validatorTrust),
  StakeWeight: neurons.map(({ stakeWeight }) => stakeWeight),
  ValidatorPermit: neurons.map(({ validatorPermit }) => validatorPermit),
  LastUpdate: neurons.map(({ lastUpdate }) => lastUpdate),
  Emission: neurons.map(({ emission }) => `${emission}`),
  Active: neurons.map(({ active }) => active),
})

/** The same columns through @polkadot's own storage queries, one by one. */
async function rawSubnet(chain: Chain, netuid: number, hash: string) {
  const query = (await chain.api.at(hash)).query.subtensorModule!
  const read = async (item: string, ...keys: unknown[]) => (await query[item]!(...keys)).toJSON()
  const count = Number(await read('subnetworkN', netuid))
  const uids = Array.from({ length: count }, (_, uid) => uid)
  const keys = await Promise.all(uids.map(async (uid) => String(await read('keys', netuid, uid))))
  const each = (item: string, args: (uid: number) => unknown[]) =>
    Promise.all(uids.map((uid) => read(item, ...args(uid))))
  const column = async (item: string) => (await read(item, netuid)) as unknown[]
  const text = (values: unknown[]) => values.map((value) => BigInt(String(value)).toString())
  return {
    scalars: [
      await read('tempo', netuid),
      await read('lastEpochBlock', netuid),
      await read('subnetEpochIndex', netuid),
      await read('subnetOwnerHotkey', netuid),
    ],
    Keys: keys,
    Owner: await each('owner', (uid) => [keys[uid]]),
    BlockAtRegistration: await each('blockAtRegistration', (uid) => [netuid, uid]),
    TotalHotkeyAlpha: text(await each('totalHotkeyAlpha', (uid) => [keys[uid], netuid])),
    Incentive: await column('incentive'),
    Dividends: await column('dividends'),
    Consensus: await column('consensus'),
    ValidatorTrust: await column('validatorTrust'),
    StakeWeight: await column('stakeWeight'),
    ValidatorPermit: await column('validatorPermit'),
    LastUpdate: await column('lastUpdate'),
    Emission: text(await column('emission')),
    Active: await column('active'),
  }
}
