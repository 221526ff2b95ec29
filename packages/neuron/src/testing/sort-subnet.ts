import { defineContract, json, post, sse } from '@subnetkit/protocol'
import { defineRule } from '@subnetkit/scoring'
import { z } from 'zod'
import { defineMiner } from '../define-miner.ts'
import { defineValidator } from '../define-validator.ts'

const Numbers = z.object({ numbers: z.array(z.number()).max(1000) })

// Small, so that a flood ends soon.
const limits = { responseBytes: 65_536 }

/** A subnet without a model: sort a list, at once or number by number. */
export const contract = defineContract({
  name: 'sort',
  version: 1,
  routes: {
    sort: post('/v1/sort', { request: json(Numbers), response: json(Numbers), limits }),
    stream: post('/v1/stream', {
      request: json(Numbers),
      response: json(Numbers),
      events: sse(z.object({ n: z.number() })),
      limits,
    }),
  },
})

const ascending = (numbers: readonly number[]): number[] => [...numbers].sort((a, b) => a - b)

export const miner = defineMiner(contract, {
  routes: {
    sort: async ({ request }) => ({ numbers: ascending(request.numbers) }),
    async *stream({ request }) {
      const numbers = ascending(request.numbers)
      for (const n of numbers) yield { n }
      return { numbers }
    },
  },
})

export const rule = defineRule({
  finding: z.object({ right: z.number() }),
  score: (round) =>
    new Map(
      round.neurons.map((n) => [
        n.hotkey,
        n.findings.reduce((sum, finding) => sum + finding.right, 0) / Math.max(1, n.asked),
      ]),
    ),
})

export const validator = defineValidator(contract, {
  schedule: { questions: 3, deadlineMs: 1_500, concurrency: 3 },
  challenge: ({ ask, random }) => {
    const numbers = Array.from({ length: 5 }, () => random.integer(1000))
    return ask(random.pick(['sort', 'stream'] as const), { numbers }, ascending(numbers))
  },
  verify: ({ exchange, hidden }) => {
    const { numbers } = exchange.outcome.response
    return { right: hidden?.length === numbers.length && hidden.every((n, i) => n === numbers[i]) ? 1 : 0 }
  },
  rule,
})
