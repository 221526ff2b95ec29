import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  addStake,
  burnedRegister,
  type Chain,
  connect,
  execute,
  readNetworkCost,
  registerNetwork,
  startCall,
  sudo,
  transfer,
} from '@subnetkit/chain'
import { raoPerTao } from '@subnetkit/core'
import { createWallet } from '@subnetkit/wallet/files'
import { type Keypair, keypairFromUri } from '@subnetkit/wallet/keys'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type RunningCommand, start, subnetkit } from './command.ts'

const tempo = 20
const walletDir = mkdtempSync(join(tmpdir(), 'subnetkit-entry-'))
const alice = keypairFromUri('//Alice')
const running: RunningCommand[] = []
let chain: Chain

/** Settings with which a subnet's miner does not start, and the word that it says about it. */
const refusals: Readonly<
  Record<string, readonly (readonly [what: string, setting: string, said: string])[]>
> = {
  text: [['a model that is not there', 'model=/no/such/manifest.json', 'MODEL_MISSING']],
  image: [
    [
      'an engine whose key is missing',
      'engine={"url":"http://127.0.0.1:1","model":"m","apiKeyEnv":"NO_SUCH_KEY"}',
      'ENGINE_KEY_MISSING',
    ],
    ['an engine without a model', 'engine={"url":"http://127.0.0.1:1"}', 'engine.model'],
    ['a model that is not there', 'field=/no/such/field.json', 'MODEL_MISSING'],
  ],
  inference: [
    ['an inference server that is not there', 'engine=http://127.0.0.1:1', 'ENGINE_UNREACHABLE'],
    ['a setting of the engine that nobody knows', 'engine={"url":"http://a","key":"b"}', 'CONFIG_INVALID'],
    ['a list of models that is not there', 'models=/no/such/models.json', 'MODELS_INVALID'],
  ],
}
/** What a subnet's miner commits to on chain, where it does. */
const commitments: Readonly<Record<string, RegExp>> = { inference: /^oip1[\s\S]{32}$/ }

/** A wallet with funds, registered on the subnet. */
async function neuron(name: string, netuid: number): Promise<{ coldkey: Keypair; hotkey: Keypair }> {
  const { coldkey, hotkey } = await createWallet({ walletDir, wallet: name, password: null })
  await transfer(chain, { dest: coldkey.ss58, amount: 500n * raoPerTao, keypair: alice })
  await burnedRegister(chain, { netuid, hotkey: hotkey.ss58, keypair: coldkey })
  return { coldkey, hotkey }
}

const root = (name: string, ...args: unknown[]) =>
  sudo(chain, { of: { op: 'call', pallet: 'AdminUtils', name, args }, keypair: alice })

/** A subnet as a founder makes it; returns its netuid. */
async function found(name: string): Promise<number> {
  const owner = await createWallet({ walletDir, wallet: `${name}-owner`, password: null })
  const amount = (await readNetworkCost(await chain.at())) + 100n * raoPerTao
  await transfer(chain, { dest: owner.coldkey.ss58, amount, keypair: alice })
  const { netuid } = await registerNetwork(chain, { hotkey: owner.hotkey.ss58, keypair: owner.coldkey })
  await startCall(chain, { netuid, keypair: owner.coldkey })
  await root('sudo_set_commit_reveal_weights_enabled', netuid, false)
  await root('sudo_set_weights_set_rate_limit', netuid, 1)
  await root('sudo_set_tempo', netuid, tempo)
  return netuid
}

beforeAll(async () => {
  const localnet = subnetkit('localnet', '--port', '0', '--block-time', '500')
  running.push(localnet)
  const [url] = await localnet.seen(/ws:\/\/127\.0\.0\.1:\d+/)
  chain = await connect({ endpoint: url })
  await root('sudo_set_network_rate_limit', 0)
  await root('sudo_set_admin_freeze_window', 0)
}, 120_000)

afterAll(async () => {
  await chain?.disconnect()
  for (const { child } of running) child.kill('SIGKILL')
})

describe.each(Object.keys(refusals))("%s's entry points, as processes of their own", (name) => {
  let netuid: number
  beforeAll(async () => {
    netuid = await found(name)
  }, 60_000)

  const bin = (role: string, wallet: string, flags: string[] = [], extra = {}): RunningCommand => {
    const env = {
      BT_NETWORK: chain.endpoint,
      NETUID: String(netuid),
      BT_WALLET_PATH: walletDir,
      BT_WALLET: wallet,
    }
    const program = ['--import', 'tsx', `subnets/${name}/src/bin/${role}.ts`]
    const command = start([...program, ...flags], { env: { ...process.env, ...env, ...extra } })
    running.push(command)
    return command
  }

  it('complete an epoch, and stop when told to', { timeout: 240_000 }, async () => {
    const miner = await neuron(`${name}-miner`, netuid)
    const validator = await neuron(`${name}-validator`, netuid)
    const stake = { netuid, hotkey: validator.hotkey.ss58, amount: 300n * raoPerTao }
    await addStake(chain, { ...stake, keypair: validator.coldkey })
    const minerProcess = bin('miner', `${name}-miner`, [], { AXON_PORT: '0' })
    const statePath = join(walletDir, `${name}.db`)
    const validatorProcess = bin('validator', `${name}-validator`, [], { STATE_PATH: statePath })

    const end = performance.now() + 200_000
    for (;;) {
      const paid = (await chain.metagraph(netuid)).neurons.find(({ hotkey }) => hotkey === miner.hotkey.ss58)
      if (paid && paid.incentive === 65_535 && paid.stake > 0n) {
        const commitment = Buffer.from(paid.commitment?.bytes ?? []).toString('latin1')
        expect(commitment).toMatch(commitments[name] ?? /^$/)
        break
      }
      expect(performance.now(), `${minerProcess.stdout()}\n${validatorProcess.stdout()}`).toBeLessThan(end)
      await new Promise((resolve) => setTimeout(resolve, 500))
    }
    for (const process of [minerProcess, validatorProcess]) {
      await process.stop()
      expect(await process.ended).toBe(0)
    }
  })

  it.each(refusals[name]!)('%s: the miner does not start, and says why', async (_, setting, said) => {
    const miner = bin('miner', `${name}-miner`, ['--axon-port', '0', '--set', setting])
    expect(await miner.ended).not.toBe(0)
    expect(miner.stderr() + miner.stdout()).toContain(said)
  })

  it('refuses a weight from a key without permit with the chain’s own error, decoded', async () => {
    const stranger = await neuron(`${name}-stranger`, netuid)
    const weights = { op: 'set-weights', netuid, uids: [1], values: [65_535] } as const
    await expect(execute(chain, weights, stranger.hotkey, { preflight: false })).rejects.toMatchObject({
      code: 'CHAIN_CALL_FAILED',
      details: { pallet: 'SubtensorModule', name: 'NeuronNoValidatorPermit' },
    })
  })
})

it('inference: a manifest is made of a model file', async () => {
  const file = 'subnets/inference/model/digits.onnx'
  const program = ['--import', 'tsx', 'subnets/inference/src/bin/describe-model.ts', file, '--licence', 'MIT']
  const command = start(program)
  expect(await command.ended).toBe(0)
  const { name, sha256, bytes, inputs, outputs } = JSON.parse(
    readFileSync(file.replace(/onnx$/, 'json'), 'utf8'),
  )
  expect(JSON.parse(command.stdout())).toMatchObject({ name, sha256, bytes, inputs, outputs, licence: 'MIT' })
})
