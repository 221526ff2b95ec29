import { type ChildProcess, fork } from 'node:child_process'
import { existsSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isDeepStrictEqual } from 'node:util'
import { type Chain, connect } from '@subnetkit/chain'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type RunningCommand, root, subnetkit } from './command.ts'

interface Up {
  url: string
  netuid: number
  pids: { miner: number; validator: number }
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

async function until(
  what: string,
  condition: () => Promise<boolean> | boolean,
  timeoutMs: number,
): Promise<void> {
  const end = performance.now() + timeoutMs
  while (!(await condition())) {
    if (performance.now() > end) throw new Error(`not within ${timeoutMs / 1000} s: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

describe('a live network', () => {
  const folder = mkdtempSync(join(tmpdir(), 'subnetkit-live-'))
  const wallets = mkdtempSync(join(tmpdir(), 'subnetkit-wallets-'))
  const notes: string[] = []
  let replayed: { blocks: number; extrinsics: number; differ: number[] } | undefined
  const joined: RunningCommand[] = []
  let network: ChildProcess
  let up: Up
  let chain: Chain

  const join_ = (role: 'miner' | 'validator', wallet: string): RunningCommand => {
    const command = subnetkit(
      role,
      ...['--subnet', 'text', '--network', up.url, '--wallet', wallet, '--wallet-dir', wallets],
      ...(role === 'validator' ? ['--state', join(wallets, `${wallet}.db`)] : []),
    )
    joined.push(command)
    return command
  }
  const neuron = async (hotkey: string) =>
    (await chain.metagraph(up.netuid)).neurons.find((one) => one.hotkey === hotkey)
  const epoch = async (): Promise<number> => (await chain.epoch(up.netuid)).index

  beforeAll(async () => {
    network = fork(fileURLToPath(new URL('./network-process.ts', import.meta.url)), [folder], {
      cwd: root,
      execArgv: ['--import', 'tsx'],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    up = await new Promise<Up>((resolve, reject) => {
      network.on('message', (message: { type: string; text?: string }) => {
        if (message.type === 'note') notes.push(message.text!)
        else if (message.type === 'replayed') replayed = message as unknown as typeof replayed
        else resolve(message as unknown as Up)
      })
      network.once('exit', (code) => reject(new Error(`the network ended with exit code ${code}`)))
    })
    chain = await connect({ endpoint: up.url })
  }, 120_000)

  afterAll(async () => {
    for (const { child } of joined) child.kill('SIGKILL')
    await chain?.disconnect()
    network?.kill('SIGKILL')
  })

  it('goes on when the process of the validators is killed, and its scores are not lost', {
    timeout: 300_000,
  }, async () => {
    const validators = (await chain.metagraph(up.netuid)).neurons.filter(
      ({ validatorPermit, uid }) => validatorPermit && uid !== 0,
    )
    const hasSet = async (after: number): Promise<boolean> => {
      const { neurons } = await chain.metagraph(up.netuid)
      return validators.every(({ uid }) => neurons[uid]!.lastUpdate > after)
    }
    // Whom each of them pays more than a tenth of its best.
    const paid = async (): Promise<number[][]> => {
      const rows = await chain.weights(up.netuid)
      return validators.map(({ uid }) =>
        (rows.get(uid) ?? []).flatMap(([miner, value]) => (value > 6_553 ? [miner] : [])),
      )
    }
    const setAnew = async (): Promise<void> => {
      const now = (await chain.head()).number
      await until('all validators set weights', () => hasSet(now), 90_000)
    }
    await setAnew()
    let before = await paid()
    // A busy machine may keep a miner from its first answers: whom they pay has to be the same twice.
    await until(
      'whom they pay is settled',
      async () => {
        const last = before
        await setAnew()
        before = await paid()
        return isDeepStrictEqual(before, last)
      },
      120_000,
    )
    expect(before.flat()).not.toEqual([])
    const killedAt = (await chain.head()).number
    process.kill(up.pids.validator, 'SIGKILL')
    await until('the death is noticed', () => notes.some((note) => note.includes('SIGKILL')), 5_000)
    await until('all set weights again', () => hasSet(killedAt), 90_000)
    // A validator without its scores could not have paid the same miners right away.
    expect(await paid()).toEqual(before)
  })

  it('lets a miner join: made, funded, registered, asked and paid within two epochs', {
    timeout: 240_000,
  }, async () => {
    const command = join_('miner', 'mine')
    const [, hotkey] = await command.seen(/Registered (5\w+) on subnet/)
    const joinedIn = await epoch()
    await until('it has earned', async () => ((await neuron(hotkey!))?.incentive ?? 0) > 655, 200_000)
    // The epoch that it joined in may be too far gone to be asked; two whole ones are enough.
    expect((await epoch()) - joinedIn).toBeLessThanOrEqual(3)
    expect((await neuron(hotkey!))!.stake).toBeGreaterThan(0n)
    expect(await command.stop()).toBeLessThan(5_000)
  })

  it('lets a validator join: staked, permitted, and its weights are on chain', {
    timeout: 240_000,
  }, async () => {
    const command = join_('validator', 'watching')
    const [, hotkey] = await command.seen(/Registered (5\w+) on subnet/)
    await until(
      'it has set weights',
      async () => {
        const self = await neuron(hotkey!)
        return self !== undefined && (await chain.weights(up.netuid)).has(self.uid)
      },
      200_000,
    )
    await command.stop()
  })

  it('has blocks that, made again on a fresh chain, have the same hash at every height', {
    timeout: 60_000,
  }, async () => {
    network.send('replay')
    await until('the replay is done', () => replayed !== undefined, 50_000)
    expect(replayed!.differ).toEqual([])
    expect(replayed!.blocks).toBeGreaterThan(60)
    expect(replayed!.extrinsics).toBeGreaterThan(20)
  })

  it('stops within two seconds and leaves no process, no port and no lock', async () => {
    expect(existsSync(join(folder, 'lock'))).toBe(true)
    await chain.disconnect()
    const gone = new Promise((resolve) => network.once('exit', resolve))
    const startedAt = performance.now()
    network.kill('SIGINT')
    await gone
    expect(performance.now() - startedAt).toBeLessThan(2_000)
    expect(existsSync(join(folder, 'lock'))).toBe(false)
    await expect(fetch(up.url.replace('ws', 'http'))).rejects.toThrow()
    await until('no neuron process is left', () => !isAlive(up.pids.miner), 500)
  })
})
