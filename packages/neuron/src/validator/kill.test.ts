import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { keypairFromUri } from '@subnetkit/wallet/keys'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { ValidatorEvent } from '../events.ts'
import { createMiner, type RunningMiner } from '../miner/create-miner.ts'
import { openValidatorState } from '../state/validator-state.ts'
import { type FakeChain, fakeChain } from '../testing/fake-chain.ts'
import { noModels } from '../testing/no-models.ts'
import { contract, miner } from '../testing/sort-subnet.ts'

const program = fileURLToPath(new URL('../testing/validator-process.ts', import.meta.url))
const hotkey = keypairFromUri('//Honest')
const validatorHotkey = keypairFromUri('//Validator').ss58

let folder = ''
let chain: FakeChain
let honest: RunningMiner
let answered = 0
let children: ChildProcess[] = []
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'subnetkit-kill-'))
  children = []
  answered = 0
  chain = fakeChain()
  chain.register(validatorHotkey, { validatorPermit: true })
  chain.register(hotkey.ss58)
  const slow =
    <A>(work: (call: never) => A) =>
    async (call: never): Promise<Awaited<A>> => {
      await new Promise((resolve) => setTimeout(resolve, 150))
      return await work(call)
    }
  honest = createMiner({
    subnet: { contract, miner: { routes: { ...miner.routes, sort: slow(miner.routes.sort) } } },
    chain,
    netuid: 2,
    hotkey,
    models: noModels,
    listen: { host: '127.0.0.1', port: 0 },
    onEvent: (event) => {
      if (event.type === 'answered' && event.code === null) answered++
    },
  })
  await honest.start()
})
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL')
  await honest.stop()
  rmSync(folder, { recursive: true, force: true })
})

function launch(block: number): { child: ChildProcess; events: ValidatorEvent[] } {
  const port = new URL(honest.status().url ?? '').port
  const child = fork(program, [join(folder, 'v.db'), String(block), hotkey.ss58, port], {
    execArgv: ['--import', 'tsx'],
  })
  children.push(child)
  const events: ValidatorEvent[] = []
  child.on('message', (event: ValidatorEvent) => events.push(event))
  return { child, events }
}

const has = (events: ValidatorEvent[], type: ValidatorEvent['type'], count = 1) =>
  vi.waitFor(
    () => expect(events.filter((event) => event.type === type).length).toBeGreaterThanOrEqual(count),
    {
      timeout: 60_000,
      interval: 10,
    },
  )

async function kill(child: ChildProcess): Promise<void> {
  const exit = once(child, 'exit')
  child.kill('SIGKILL')
  await exit
}

const stored = () => {
  const state = openValidatorState(join(folder, 'v.db'), `0xfake/2/${validatorHotkey}`)
  const found = { scores: state.scores(), exchanges: [0, 1].map((epoch) => state.exchanges(epoch)) }
  state.close()
  return found
}

test('killed in the middle of a round: the next process asks only what is left, and scores it all', async () => {
  const first = launch(1)
  await has(first.events, 'answer', 3)
  await kill(first.child)
  const before = stored()
  expect(before.exchanges[0]!.length).toBeGreaterThanOrEqual(3)
  expect(before.exchanges[0]!.length).toBeLessThan(6)
  expect(before.scores).toEqual([])

  const second = launch(4)
  await has(second.events, 'round-settled')
  await kill(second.child)
  expect(second.events.find(({ type }) => type === 'round-started')).toMatchObject({
    resumed: true,
    questions: 6,
  })
  expect(second.events.filter(({ type }) => type === 'answer')).toHaveLength(6 - before.exchanges[0]!.length)
  const after = stored()
  expect(after.exchanges[0]!.slice(0, before.exchanges[0]!.length)).toMatchObject(
    before.exchanges[0]!.map(({ id, request }) => ({ id, request })),
  )
  expect(after.scores).toMatchObject([{ hotkey: hotkey.ss58, score: 1, rounds: 1 }])
}, 150_000)

test('killed between rounds: the finished round is not asked again, and no score is lost', async () => {
  const first = launch(1)
  await has(first.events, 'round-settled')
  await kill(first.child)
  expect(answered).toBe(6)

  const second = launch(5)
  await has(second.events, 'started')
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect(answered).toBe(6)
  second.child.send({ seal: 5 })
  await has(second.events, 'round-settled')
  expect(second.events.find(({ type }) => type === 'round-settled')).toMatchObject({
    epoch: 1,
    reason: 'weights-set',
  })
  expect(answered).toBe(12)
  await kill(second.child)
  expect(stored().scores).toMatchObject([{ hotkey: hotkey.ss58, score: 1, rounds: 2 }])
}, 150_000)
