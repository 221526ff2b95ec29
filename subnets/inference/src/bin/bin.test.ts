import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Chain, connect, execute, type Intent, registerNetwork } from '@subnetkit/chain'
import { createLocalnet, type Localnet } from '@subnetkit/localnet'
import { createWallet } from '@subnetkit/wallet/files'
import { keypairFromUri } from '@subnetkit/wallet/keys'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'

const tao = 1_000_000_000n
const root = (name: string, ...args: unknown[]): Intent => ({
  op: 'sudo',
  of: { op: 'call', pallet: 'AdminUtils', name, args },
})

let folder = ''
let net: Localnet
let chain: Chain
let netuid = 0
let minerHotkey = ''
const children: ChildProcess[] = []

/** A subnet as a founder would make it by hand: created, started, tuned, two neurons registered, one with stake. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'subnetkit-inference-bins-'))
  net = await createLocalnet({ seal: 'instant', slotDurationMs: 500 })
  chain = await connect({ endpoint: net.url })
  const alice = keypairFromUri('//Alice')
  const make = (wallet: string) =>
    createWallet({ walletDir: folder, wallet, hotkey: 'default', password: null })
  const [owner, miner, validator] = await Promise.all([make('owner'), make('miner'), make('validator')])
  const gifts = [owner, miner, validator].map(({ coldkey }): Intent => {
    return { op: 'transfer', dest: coldkey.ss58, amount: 3_000n * tao }
  })
  await execute(chain, { op: 'batch', of: gifts }, alice)
  const made = await registerNetwork(chain, { hotkey: hotkeyOf(owner), keypair: owner.coldkey })
  netuid = made.netuid
  minerHotkey = hotkeyOf(miner)
  await execute(chain, { op: 'start-call', netuid }, owner.coldkey)
  const tuning = [
    root('sudo_set_commit_reveal_weights_enabled', netuid, false),
    root('sudo_set_weights_set_rate_limit', netuid, 1),
    root('sudo_set_admin_freeze_window', 0),
  ]
  await execute(chain, { op: 'batch', of: tuning }, alice)
  for (const { hotkey, coldkey } of [miner, validator]) {
    await execute(chain, { op: 'burned-register', netuid, hotkey: hotkey?.ss58 ?? '' }, coldkey)
  }
  const stake = { netuid, hotkey: hotkeyOf(validator), amount: 500n * tao }
  await execute(chain, { op: 'add-stake', ...stake }, validator.coldkey)
  await execute(chain, root('sudo_set_tempo', netuid, 12), alice)
  net.setSeal({ everyMs: 500 })
}, 120_000)
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL')
  await chain?.disconnect()
  await net?.stop()
  rmSync(folder, { recursive: true, force: true })
})

const hotkeyOf = (wallet: Awaited<ReturnType<typeof createWallet>>): string => wallet.hotkey?.ss58 ?? ''

/** One of the two entry points as a process of its own, with what it says. */
function launch(role: 'miner' | 'validator', ...flags: string[]) {
  const program = fileURLToPath(new URL(`./${role}.ts`, import.meta.url))
  const options = ['--network', net.url, '--netuid', `${netuid}`, '--wallet-dir', folder]
  const child = spawn(process.execPath, ['--import', 'tsx', program, ...options, ...flags])
  children.push(child)
  const said = { out: '', err: '' }
  child.stdout.on('data', (chunk) => {
    said.out += chunk
  })
  child.stderr.on('data', (chunk) => {
    said.err += chunk
  })
  return { child, said, exit: once(child, 'exit') as Promise<[code: number | null, signal: string | null]> }
}

test('miner and validator as separate processes complete an epoch, and stop when told to', async () => {
  const miner = launch('miner', '--wallet', 'miner', '--axon-port', '0')
  const validator = launch('validator', '--wallet', 'validator', '--state', join(folder, 'validator.db'))
  await vi.waitFor(
    async () => {
      const { neurons } = await chain.metagraph(netuid)
      const found = neurons.find(({ hotkey }) => hotkey === minerHotkey)
      expect(found?.incentive, miner.said.err + validator.said.err).toBe(65_535)
      expect(found?.emission).toBeGreaterThan(0n)
      expect(Buffer.from(found?.commitment?.bytes ?? []).toString('latin1')).toMatch(/^oip1[\s\S]{32}$/)
    },
    { timeout: 150_000, interval: 500 },
  )
  miner.child.kill('SIGINT')
  validator.child.kill('SIGTERM')
  expect(await Promise.all([miner.exit, validator.exit])).toEqual([
    [0, null],
    [0, null],
  ])
  const events = validator.said.out
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))
  expect(events).toContainEqual(expect.objectContaining({ msg: 'round-settled', reason: 'weights-set' }))
}, 200_000)

test.each([
  ['an inference server that is not there', 'engine=http://127.0.0.1:1', 'ENGINE_UNREACHABLE'],
  ['a setting of the engine that nobody knows', 'engine={"url":"http://a","key":"b"}', 'CONFIG_INVALID'],
  ['a list of models that is not there', 'models=/no/such/models.json', 'MODELS_INVALID'],
])(
  '%s stops the miner with a word about it',
  async (_, setting, said) => {
    const miner = launch('miner', '--wallet', 'miner', '--axon-port', '0', '--set', setting)
    const [code] = await miner.exit
    expect(code).not.toBe(0)
    expect(miner.said.err + miner.said.out).toContain(said)
  },
  60_000,
)

test('a manifest is made of a file', async () => {
  const program = fileURLToPath(new URL('./describe-model.ts', import.meta.url))
  const file = fileURLToPath(new URL('../../model/digits.onnx', import.meta.url))
  const child = spawn(process.execPath, ['--import', 'tsx', program, file, '--licence', 'MIT'])
  children.push(child)
  let said = ''
  child.stdout.on('data', (chunk) => {
    said += chunk
  })
  await once(child, 'exit')
  const committed = JSON.parse(readFileSync(file.replace(/onnx$/, 'json'), 'utf8'))
  const { name, sha256, bytes, inputs, outputs } = committed
  expect(JSON.parse(said)).toMatchObject({ name, sha256, bytes, inputs, outputs, licence: 'MIT' })
}, 60_000)
