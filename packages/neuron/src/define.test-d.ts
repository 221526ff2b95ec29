/** Types only: what the files of a subnet infer from one contract, and what must not compile. Checked by `tsc`. */
import { defineContract, get, json, post, sse } from '@subnetkit/protocol'
import { defineRule } from '@subnetkit/scoring'
import { z } from 'zod'
import type { AnyMiner, AnyValidator } from './any-subnet.ts'
import { defineMiner } from './define-miner.ts'
import { defineValidator } from './define-validator.ts'

const Numbers = z.object({ numbers: z.array(z.number()).max(1000) })
const contract = defineContract({
  name: 'sort',
  version: 1,
  routes: {
    sort: post('/v1/sort', { request: json(Numbers), response: json(Numbers) }),
    stream: post('/v1/stream/:label', {
      request: json(Numbers),
      response: json(Numbers),
      events: sse(z.object({ n: z.number() })),
    }),
  },
})

export const miner = defineMiner(contract, {
  config: z.object({ size: z.number().default(3) }),
  setup: async ({ config, signal, log }) => {
    log.info({ size: config.size })
    // @ts-expect-error the schema has no such key
    void config.colour
    return { limit: config.size, aborted: () => signal.aborted }
  },
  routes: {
    sort: async ({ request, env, caller }) => {
      const limit: number = env.limit
      // @ts-expect-error setup returned no such thing
      void env.model
      const stake: bigint = caller.stake
      return { numbers: stake > 0n ? request.numbers.slice(0, limit) : [] }
    },
    async *stream({ request, params }) {
      const label: string = params.label
      // @ts-expect-error the path has no such parameter
      void params.other
      for (const n of request.numbers) yield { n: n + label.length }
      return { numbers: request.numbers }
    },
  },
})

export const plain = defineMiner(contract, {
  routes: {
    sort: async ({ request, env }) => {
      const nothing: undefined = env
      return nothing ?? request
    },
    // biome-ignore lint/correctness/useYield: a stream may have no events
    async *stream({ request }) {
      return request
    },
  },
})

const Finding = z.object({ right: z.number(), ms: z.number() })
const rule = defineRule({
  finding: Finding,
  score: (round) =>
    new Map(round.neurons.map((n) => [n.hotkey, n.findings.reduce((sum, f) => sum + f.right, 0) / n.asked])),
})

export const validator = defineValidator(contract, {
  setup: async () => ({ size: 50 }),
  schedule: { questions: 4, deadlineMs: 3000 },
  challenge: ({ ask, random, env, neuron }) => {
    const numbers = Array.from({ length: env.size + neuron.uid }, () => random.integer(1000))
    return ask('sort', { numbers }, { sorted: numbers.toSorted((a, b) => a - b) })
  },
  verify: ({ exchange, hidden, env }) => {
    void env.size
    if (exchange.route !== 'sort') {
      const n: number | undefined = exchange.outcome.events[0]?.data.n
      return n === undefined ? undefined : { right: n, ms: 0 }
    }
    const got = exchange.outcome.response.numbers
    return {
      right: hidden?.sorted.every((n, i) => n === got[i]) ? 1 : 0,
      ms: exchange.timing.doneMs,
    }
  },
  rule,
})

// What programs that load subnets by name hold.
export const anyMiner: AnyMiner = miner
export const anyValidator: AnyValidator = validator

// @ts-expect-error a handler is forgotten
defineMiner(contract, { routes: { sort: async ({ request }) => request } })

defineMiner(contract, {
  routes: {
    // @ts-expect-error the response is not what the contract says
    sort: async () => ({ numbers: ['a'] }),
    async *stream({ request }) {
      yield { n: 1 }
      return request
    },
  },
})

defineMiner(contract, {
  routes: {
    sort: async ({ request }) => request,
    // @ts-expect-error the event is not what the contract says
    async *stream({ request }) {
      yield { m: 1 }
      return request
    },
  },
})

defineMiner(contract, {
  routes: {
    sort: async ({ request }) => request,
    // @ts-expect-error a route with events is a generator
    stream: async ({ request }) => request,
  },
})

defineValidator(contract, {
  schedule: { questions: 1, deadlineMs: 1 },
  // @ts-expect-error no such route
  challenge: ({ ask }) => ask('nope', { numbers: [] }),
  verify: () => ({ right: 1, ms: 1 }),
  rule,
})

defineValidator(contract, {
  schedule: { questions: 1, deadlineMs: 1 },
  // @ts-expect-error the request is not what the contract says
  challenge: ({ ask }) => ask('sort', { numbers: ['a'] }),
  verify: () => ({ right: 1, ms: 1 }),
  rule,
})

defineValidator(contract, {
  schedule: { questions: 1, deadlineMs: 1 },
  challenge: ({ ask }) => ask('sort', { numbers: [] }),
  // @ts-expect-error the finding is not what the rule judges
  verify: () => ({ right: 'yes' }),
  rule,
})

// @ts-expect-error a validator says how much and how patiently it asks
defineValidator(contract, { challenge: () => undefined, verify: () => undefined, rule })

// A GET is asked with nothing.
const status = defineContract({
  name: 'status',
  version: 1,
  routes: { status: get('/v1/status', { response: json(z.object({ ok: z.boolean() })) }) },
})
export const asksNothing = defineValidator(status, {
  schedule: { questions: 1, deadlineMs: 1 },
  challenge: ({ ask }) => ask('status', undefined),
  verify: ({ exchange }) => ({ right: exchange.outcome.response.ok ? 1 : 0, ms: 0 }),
  rule,
})
