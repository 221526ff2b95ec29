import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  addStake,
  burnedRegister,
  type Chain,
  connect,
  execute,
  registerNetwork,
  startCall,
  sudo,
  transfer,
} from '@subnetkit/chain'
import { raoPerTao } from '@subnetkit/core'
import { createWallet } from '@subnetkit/wallet/files'
import { type Keypair, keypairFromUri } from '@subnetkit/wallet/keys'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type RunningCommand, start, subnetkit } from './command.ts'

const tempo = 20
const walletDir = mkdtempSync(join(tmpdir(), 'subnetkit-entry-'))
const alice = keypairFromUri('//Alice')
const running: RunningCommand[] = []
let chain: Chain
let netuid: number

/** A wallet with funds, registered on the subnet. */
async function neuron(name: string): Promise<{ coldkey: Keypair; hotkey: Keypair }> {
  const { coldkey, hotkey } = await createWallet({ walletDir, wallet: name, password: null })
  await transfer(chain, { dest: coldkey.ss58, amount: 500n * raoPerTao, keypair: alice })
  await burnedRegister(chain, { netuid, hotkey: hotkey.ss58, keypair: coldkey })
  return { coldkey, hotkey }
}

const root = (name: string, ...args: unknown[]) =>
  sudo(chain, { of: { op: 'call', pallet: 'AdminUtils', name, args }, keypair: alice })

beforeAll(async () => {
  const localnet = subnetkit('localnet', '--port', '0', '--block-time', '500')
  running.push(localnet)
  const [url] = await localnet.seen(/ws:\/\/127\.0\.0\.1:\d+/)
  chain = await connect({ endpoint: url })
  await root('sudo_set_network_rate_limit', 0)
  await root('sudo_set_admin_freeze_window', 0)
  const owner = await createWallet({ walletDir, wallet: 'owner', password: null })
  await transfer(chain, { dest: owner.coldkey.ss58, amount: 2_000n * raoPerTao, keypair: alice })
  ;({ netuid } = await registerNetwork(chain, { hotkey: owner.hotkey.ss58, keypair: owner.coldkey }))
  await startCall(chain, { netuid, keypair: owner.coldkey })
  await root('sudo_set_commit_reveal_weights_enabled', netuid, false)
  await root('sudo_set_weights_set_rate_limit', netuid, 1)
  await root('sudo_set_tempo', netuid, tempo)
}, 120_000)

afterAll(async () => {
  await chain?.disconnect()
  for (const { child } of running) child.kill('SIGKILL')
})

it("the text subnet's entry points, as processes of their own, complete an epoch", {
  timeout: 240_000,
}, async () => {
  const miner = await neuron('miner')
  const validator = await neuron('validator')
  const stake = { netuid, hotkey: validator.hotkey.ss58, amount: 300n * raoPerTao }
  await addStake(chain, { ...stake, keypair: validator.coldkey })
  const env = { BT_NETWORK: chain.endpoint, NETUID: String(netuid), BT_WALLET_PATH: walletDir }
  const bin = (role: string, extra: Record<string, string>): RunningCommand => {
    const process = start(['--import', 'tsx', `subnets/text/src/bin/${role}.ts`], {
      ...env,
      BT_WALLET: role,
      ...extra,
    })
    running.push(process)
    return process
  }
  const minerProcess = bin('miner', { AXON_PORT: '0' })
  const validatorProcess = bin('validator', { STATE_PATH: join(walletDir, 'state.db') })

  const end = performance.now() + 200_000
  for (;;) {
    const paid = (await chain.metagraph(netuid)).neurons.find(({ hotkey }) => hotkey === miner.hotkey.ss58)
    if (paid && paid.incentive === 65_535 && paid.stake > 0n) break
    expect(performance.now(), `${minerProcess.stdout()}\n${validatorProcess.stdout()}`).toBeLessThan(end)
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
  for (const process of [minerProcess, validatorProcess]) {
    await process.stop()
    expect(await process.ended).toBe(0)
  }
})

it('refuses a weight from a key without permit with the chain’s own error, decoded', async () => {
  const stranger = await neuron('stranger')
  const weights = { op: 'set-weights', netuid, uids: [1], values: [65_535] } as const
  await expect(execute(chain, weights, stranger.hotkey, { preflight: false })).rejects.toMatchObject({
    code: 'CHAIN_CALL_FAILED',
    details: { pallet: 'SubtensorModule', name: 'NeuronNoValidatorPermit' },
  })
})
