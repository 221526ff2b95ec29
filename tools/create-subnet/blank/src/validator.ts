import { defineValidator } from '@subnetkit/neuron'
import { defineRule } from '@subnetkit/scoring'
import { z } from 'zod'
import { contract } from './contract.ts'

/** Who deserves what: the share of right answers, squared, so that half right is a quarter. */
export const rule = defineRule({
  finding: z.object({ right: z.boolean() }),
  score: (round) =>
    new Map(
      round.neurons.map(({ hotkey, findings, asked }) => {
        const right = findings.filter((finding) => finding.right).length
        return [hotkey, (right / Math.max(asked, 1)) ** 2]
      }),
    ),
})

/** What to ask, and what an answer proves. */
export const validator = defineValidator(contract, {
  schedule: { questions: 4, deadlineMs: 5_000, concurrency: 2 },
  // `random` is known to nobody else and differs per miner: there is nothing to copy.
  challenge: ({ ask, random }) =>
    ask('add', { numbers: Array.from({ length: 2 + random.integer(20) }, () => random.integer(1_000)) }),
  verify({ exchange }) {
    const sum = exchange.request.numbers.reduce((total, number) => total + number, 0)
    return { right: exchange.outcome.response.sum === sum }
  },
  rule,
})
