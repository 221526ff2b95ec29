import { expect, it } from 'vitest'
import type { RoundSettledEvent } from './events.ts'
import { validatorMetrics } from './metrics.ts'

const settled = (scores: RoundSettledEvent['scores']): RoundSettledEvent => ({
  type: 'round-settled',
  epoch: 7,
  lastEpochBlock: 140,
  reason: 'weights-set',
  questions: 4,
  failures: 0,
  scores,
})

it("serves what a subnet measured under the subnet's own names, and forgets who is gone", async () => {
  const metrics = validatorMetrics()
  const of = (uid: number, findings: Record<string, number>) => ({
    ...{ uid, hotkey: `miner${uid}`, score: 0.5, round: 0.5, findings },
  })
  metrics.onEvent(settled([of(1, { saved: 0.25, seconds: 2 }), of(2, { saved: 0 })]))
  expect(await metrics.text()).toContain('subnetkit_validator_finding{uid="1",name="seconds"} 2')
  metrics.onEvent(settled([of(1, { saved: 0.5 })]))
  const text = await metrics.text()
  expect(text).toContain('subnetkit_validator_finding{uid="1",name="saved"} 0.5')
  expect(text).not.toContain('name="seconds"')
  expect(text).not.toContain('uid="2"')
})
