import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import { outsider, pythonFor, run, seen, startSubnetkit } from './outsiders.ts'

const folder = outsider('chain')
let python: string

beforeAll(() => {
  python = pythonFor(folder)
}, 600_000)

/** Steps of the loop that need parts of the chain which the dev chain does not have yet, with what is missing. */
const missing = {
  mev_key: 'MevShield.NextKey',
  register: 'SubtensorModule.CollateralLockShare, from after spec 424',
  add_stake_shielded: 'MevShield.NextKey',
  set_weights: 'SubtensorModule.SubnetEpochConsensus, from after spec 424',
  timelock_commit: 'SubtensorModule.SubnetEpochConsensus, from after spec 424',
  commit_reveal_salted: 'SubtensorModule.commit_weights',
} as const

it('the official SDK goes through local development on our chain', { timeout: 400_000 }, async () => {
  const { child, ended } = startSubnetkit(['localnet', '--port', '0', '--block-time', '250', '--json'])
  try {
    const [, url] = await seen(child.stdout!, /"url":\s*"(ws:[^"]+)"/)
    const wallets = mkdtempSync(join(tmpdir(), 'outsider-'))
    const args = ['--endpoint', url!, '--wallet-dir', wallets, '--json']
    const loop = await run(python, [
      join(folder, 'sdk_loop.py'),
      ...args,
      '--skip',
      Object.keys(missing).join(),
    ])
    const { steps, ok } = JSON.parse(loop.stdout || '{}') as {
      ok: number
      steps: { name: string; status: string; reason?: string }[]
    }
    expect(
      steps?.filter(({ status }) => status === 'fail'),
      loop.stderr,
    ).toEqual([])
    expect(ok).toBeGreaterThanOrEqual(33)
  } finally {
    child.kill('SIGINT')
    await ended
  }
})

it('the official SDK reads the integers of the report', { timeout: 200_000 }, async () => {
  const dir = mkdtempSync(join(tmpdir(), 'outsider-'))
  const flags = ['--subnets', 'text', '--epochs', '2', '--keep', '--json', '--port', '0', '--dir', dir]
  const { child, ended } = startSubnetkit(['up', ...flags])
  try {
    let printed = ''
    child.stdout!.on('data', (chunk) => {
      printed += String(chunk)
    })
    const [, url] = await seen(child.stderr!, /The chain still answers at (ws:\S+),/)
    const report = JSON.parse(printed)
    const [{ netuid, neurons }] = report.subnets
    const args = ['--endpoint', url!, '--wallet-dir', join(dir, 'sdk'), '--netuid', String(netuid)]
    const { stdout, stderr } = await run(python, [join(folder, 'sdk_read.py'), ...args])
    const read = JSON.parse(stdout || '{}')
    expect(read, stderr).toMatchObject({ block: report.block })
    const { metagraph, weights } = read.detail[0]
    const column = (name: string) => neurons.map((neuron: Record<string, unknown>) => neuron[name])
    expect(metagraph.columns).toMatchObject({
      hotkeys: column('hotkey'),
      coldkeys: column('coldkey'),
      incentives: column('incentive'),
      dividends: column('dividends'),
      consensus: column('consensus'),
      emission: column('emission').map(Number),
      validator_permit: column('validatorPermit'),
      last_update: column('lastUpdate'),
    })
    for (const { uid, weights: given } of neurons) expect(weights[uid] ?? []).toEqual(given)
  } finally {
    child.kill('SIGINT')
    await ended
  }
})
