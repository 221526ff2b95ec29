import { mkdtempSync, rmSync } from 'node:fs'
import type { Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Keypair, keypairFromUri } from '@subnetkit/wallet/keys'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { ValidatorSubnet } from '../any-subnet.ts'
import type { ValidatorEvent } from '../events.ts'
import { createMiner, type RunningMiner } from '../miner/create-miner.ts'
import { openValidatorState } from '../state/validator-state.ts'
import { badMiners, listenBadly } from '../testing/bad-miners.ts'
import { type FakeChain, fakeChain } from '../testing/fake-chain.ts'
import { noModels } from '../testing/no-models.ts'
import { contract, miner, validator } from '../testing/sort-subnet.ts'
import { createValidator, type RunningValidator, type ValidatorOptions } from './create-validator.ts'

const subnet: ValidatorSubnet = { contract, validator }
const key = (name: string): Keypair => keypairFromUri(`//${name}`)
const netuid = 2

let folder = ''
let chain: FakeChain
let events: ValidatorEvent[] = []
let running: (RunningMiner | RunningValidator)[] = []
let servers: Server[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'subnetkit-validator-'))
  chain = fakeChain()
  events = []
  running = []
  servers = []
})
afterEach(async () => {
  await Promise.all(running.map((neuron) => neuron.stop()))
  for (const server of servers) {
    server.closeAllConnections()
    server.close()
  }
  rmSync(folder, { recursive: true, force: true })
})

async function honest(name: string): Promise<Keypair> {
  const hotkey = key(name)
  chain.register(hotkey.ss58)
  const one = createMiner({
    subnet: { contract, miner },
    chain,
    netuid,
    hotkey,
    models: noModels,
    listen: { host: '127.0.0.1', port: 0 },
  })
  running.push(one)
  await one.start()
  await vi.waitFor(() => expect(chain.neurons.find((n) => n.hotkey === hotkey.ss58)?.axon).not.toBeNull())
  return hotkey
}

async function bad(kind: keyof typeof badMiners): Promise<Keypair> {
  const hotkey = key(kind)
  const { server, port } = await listenBadly(badMiners[kind])
  servers.push(server)
  chain.register(hotkey.ss58, { axon: { ip: '127.0.0.1', port } })
  return hotkey
}

async function validating(part: Partial<ValidatorOptions> = {}): Promise<RunningValidator> {
  const hotkey = part.hotkey ?? key('Validator')
  if (!chain.neurons.some((n) => n.hotkey === hotkey.ss58)) {
    chain.register(hotkey.ss58, { validatorPermit: true, stakeWeight: 1_000n })
  }
  const one = createValidator({
    subnet,
    chain,
    netuid,
    hotkey,
    models: noModels,
    statePath: join(folder, 'validator.db'),
    challengeKey: new Uint8Array(32).fill(7),
    roundDeadlineMs: 8_000,
    onEvent: (event) => events.push(event),
    ...part,
  })
  running.push(one)
  await one.start()
  return one
}

const ofType = <T extends ValidatorEvent['type']>(type: T): Extract<ValidatorEvent, { type: T }>[] =>
  events.filter((event): event is Extract<ValidatorEvent, { type: T }> => event.type === type)

const settled = async (count: number) => {
  await vi.waitFor(() => expect(ofType('round-settled')).toHaveLength(count), { timeout: 15_000 })
  return ofType('round-settled')[count - 1]!
}

/** The validator has to be registered before the miners look at the chain. */
const registerValidator = (): void => {
  chain.register(key('Validator').ss58, { validatorPermit: true, stakeWeight: 1_000n })
}

test('whoever answers garbage, never, too much or twice loses its own score and nobody else’s', async () => {
  registerValidator()
  const good = await honest('Honest')
  const culprits = [await bad('garbage'), await bad('never'), await bad('tooMuch'), await bad('twice')]
  await validating()
  const round = await settled(1)

  expect(round.reason).toBe('weights-set')
  const scores = new Map(round.scores.map(({ hotkey, score }) => [hotkey, score]))
  expect(scores.get(good.ss58)).toBe(1)
  expect(round.scores.find(({ hotkey }) => hotkey === good.ss58)?.findings).toEqual({ right: 1 })
  for (const culprit of culprits) expect(scores.get(culprit.ss58)).toBe(0)
  const failures = new Map(ofType('answer').map(({ hotkey, failure }) => [hotkey, failure]))
  expect(culprits.map(({ ss58 }) => failures.get(ss58))).toEqual([
    'malformed',
    'timeout',
    'too-large',
    'malformed',
  ])
  expect(chain.weightSets).toEqual([{ hotkey: key('Validator').ss58, block: 1, uids: [1], values: [65535] }])
})

test('one round an epoch: a new epoch starts the next, heads within it do not', async () => {
  registerValidator()
  await honest('Honest')
  await validating()
  await settled(1)
  chain.seal(3)
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(ofType('round-started')).toHaveLength(1)
  chain.seal(6)
  await settled(2)
  expect(ofType('round-settled').map(({ epoch }) => epoch)).toEqual([0, 1])
  expect(chain.weightSets).toHaveLength(2)
})

test('questions follow from the key, differ between neurons and epochs, and hold for both routes', async () => {
  registerValidator()
  await honest('Honest')
  await honest('Other')
  const one = await validating()
  await settled(1)
  chain.seal(10)
  await settled(2)
  await one.stop()
  const state = openValidatorState(join(folder, 'validator.db'), `0xfake/${netuid}/${key('Validator').ss58}`)
  const requests = [0, 1].flatMap((epoch) =>
    state.exchanges(epoch).map(({ request }) => JSON.stringify(request)),
  )
  state.close()
  expect(requests).toHaveLength(12)
  expect(new Set(requests).size).toBe(12)
})

test('without a permit the round runs and settles, and nothing is submitted', async () => {
  chain.register(key('Validator').ss58)
  await validating()
  expect((await settled(1)).reason).toBe('no-permit')
  expect(chain.weightSets).toEqual([])
})

test('a refused submission leaves a receipt and is tried again with the next block', async () => {
  registerValidator()
  await honest('Honest')
  chain.broken.setWeights = () => Promise.reject(new Error('pool is full'))
  const one = await validating()
  expect((await settled(1)).reason).toBe('weights-refused')
  expect(ofType('weights-refused')).toHaveLength(1)
  delete chain.broken.setWeights
  chain.seal()
  await vi.waitFor(() => expect(chain.weightSets).toHaveLength(1))
  await one.stop()
  const state = openValidatorState(join(folder, 'validator.db'), `0xfake/${netuid}/${key('Validator').ss58}`)
  expect(state.receipts().map(({ outcome }) => outcome.accepted)).toEqual([true, false])
  expect(state.round(0)?.reason).toBe('weights-set')
  state.close()
})

test('a verify that throws is the validator’s fault: reported, and nobody’s score changes', async () => {
  registerValidator()
  await honest('Honest')
  const broken = {
    ...validator,
    verify: () => {
      throw new Error('my own bug')
    },
  }
  await validating({ subnet: { contract, validator: broken } })
  const round = await settled(1)
  expect(round.scores).toEqual([])
  expect(round.reason).toBe('no-scores')
  expect(ofType('error').map(({ code }) => code)).toContain('VERIFY_FAILED')
})

test('a finding that the rule does not take is the validator’s fault too', async () => {
  registerValidator()
  await honest('Honest')
  const broken = { ...validator, verify: () => ({ right: Number.NaN }) }
  await validating({ subnet: { contract, validator: broken } })
  expect((await settled(1)).scores).toEqual([])
  expect(ofType('error').map(({ code }) => code)).toContain('FINDING_INVALID')
})

test('a rule that throws changes no score, and the round goes on', async () => {
  registerValidator()
  await honest('Honest')
  let calls = 0
  const flaky = {
    ...validator,
    rule: {
      finding: validator.rule.finding,
      score: (round: Parameters<typeof validator.rule.score>[0]) => {
        if (++calls > 1) throw new Error('division by zero')
        return validator.rule.score(round)
      },
    },
  }
  await validating({ subnet: { contract, validator: flaky } })
  await settled(1)
  chain.seal(10)
  const second = await settled(2)
  expect(second.scores).toMatchObject([{ score: 1, round: null }])
  expect(second.reason).toBe('weights-set')
  expect(ofType('error').map(({ code }) => code)).toContain('RULE_FAILED')
})

test('a challenge that throws for one neuron does not cost the others their questions', async () => {
  registerValidator()
  const first = await honest('Honest')
  const second = await honest('Other')
  const picky = {
    ...validator,
    challenge: (from: Parameters<typeof validator.challenge>[0]) => {
      if (from.neuron.hotkey === first.ss58) throw new Error('I do not like it')
      return validator.challenge(from)
    },
  }
  await validating({ subnet: { contract, validator: picky } })
  expect((await settled(1)).scores.map(({ hotkey }) => hotkey)).toEqual([second.ss58])
  expect(ofType('error').map(({ code }) => code)).toEqual(['CHALLENGE_FAILED'])
})

test('a uid that changed hands between asking and submitting gets nothing', async () => {
  registerValidator()
  const leaver = await honest('Leaver')
  await honest('Stayer')
  const verify = validator.verify
  const swapping = {
    ...validator,
    verify: (of: Parameters<typeof verify>[0]) => {
      const at = chain.neurons.findIndex(({ hotkey }) => hotkey === leaver.ss58)
      if (at >= 0)
        chain.neurons[at] = { ...chain.neurons[at]!, hotkey: 'newcomer', registeredAt: 5, axon: null }
      return verify(of)
    },
  }
  await validating({ subnet: { contract, validator: swapping } })
  await settled(1)
  expect(chain.weightSets[0]?.uids).toEqual([2])
})

test('a miner that serves no axon any more loses its score', async () => {
  registerValidator()
  const quitter = await honest('Quitter')
  await validating({ scoreAlpha: 0.5 })
  await settled(1)
  const at = chain.neurons.findIndex(({ hotkey }) => hotkey === quitter.ss58)
  chain.neurons[at] = { ...chain.neurons[at]!, axon: null }
  await running[0]!.stop()
  chain.seal(10)
  expect((await settled(2)).scores).toMatchObject([{ hotkey: quitter.ss58, score: 0.5, round: 0 }])
})

test('a character may change the weights', async () => {
  registerValidator()
  await honest('Honest')
  await validating({ adjustWeights: ({ self }) => [{ uid: self.uid, score: 1 }] })
  await settled(1)
  expect(chain.weightSets[0]).toMatchObject({ uids: [0], values: [65535] })
})

test('a chain that cannot be read is reported and waited for', async () => {
  registerValidator()
  await honest('Honest')
  await validating()
  await settled(1)
  chain.broken.metagraph = () => Promise.reject(new Error('socket hang up'))
  chain.seal(10)
  await vi.waitFor(() => expect(ofType('error').map(({ code }) => code)).toContain('CHAIN_UNREADABLE'))
  delete chain.broken.metagraph
  await vi.waitFor(
    () => {
      chain.seal()
      expect(ofType('round-settled').length).toBeGreaterThan(1)
    },
    { timeout: 10_000, interval: 500 },
  )
})

test('in live time the round ends before its epoch does', async () => {
  chain = fakeChain({ tempo: 5, slotMs: 500 })
  registerValidator()
  await bad('never')
  const startedMs = performance.now()
  await validating({ roundDeadlineMs: undefined })
  await settled(1)
  expect(performance.now() - startedMs).toBeLessThan(2_000)
})

test('a local chain that was started anew is noticed: nothing of the old one counts', async () => {
  registerValidator()
  await honest('Honest')
  const first = await validating()
  await settled(1)
  await first.stop()
  const neurons = chain.neurons
  chain = fakeChain({ name: 'new' })
  chain.neurons.push(...neurons)
  await validating()
  await settled(2)
  expect(ofType('error').map(({ code }) => code)).toEqual(['STATE_CLEARED'])
  expect(ofType('round-settled').map(({ epoch }) => epoch)).toEqual([0, 0])
})

test('not registered: refused with the line to type', async () => {
  const start = createValidator({
    subnet,
    chain,
    netuid,
    hotkey: key('Stranger'),
    models: noModels,
    statePath: join(folder, 'stranger.db'),
  }).start()
  await expect(start).rejects.toMatchObject({
    code: 'NOT_REGISTERED',
    remedy: expect.stringContaining('btcli'),
  })
})

test('stops within a second and a half while a neuron keeps silent, and starts again', async () => {
  registerValidator()
  await bad('never')
  const one = await validating({
    subnet: { contract, validator: { ...validator, schedule: { questions: 3, deadlineMs: 30_000 } } },
  })
  await vi.waitFor(() => expect(ofType('round-started')).toHaveLength(1))
  const startedMs = performance.now()
  await one.stop()
  expect(performance.now() - startedMs).toBeLessThan(1_500)
  expect(one.status().running).toBe(false)
  await one.start()
  expect(one.status().running).toBe(true)
})
