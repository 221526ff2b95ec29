import type { RoundNeuron } from '@subnetkit/scoring'
import type { AnyValidator } from '../any-subnet.ts'
import { type NeuronView, registrationKey } from '../neuron-view.ts'
import type { ExchangeRecord, Verdict } from '../state/validator-state.ts'

/** What the rule is given: one entry per neuron that was asked. */
export type Evidence = RoundNeuron<unknown>

/**
 * Sums up what became of every question. Counted are failures, answers that show nothing (failures too) and findings;
 * not counted is what the validator itself did not get done: a verify that failed, an answer that was never looked at.
 */
export function evidenceOf(
  neurons: readonly NeuronView[],
  exchanges: readonly (ExchangeRecord & { readonly verdict: Verdict | undefined })[],
): Evidence[] {
  const byNeuron = new Map<string, (typeof exchanges)[number][]>()
  for (const exchange of exchanges) {
    const key = registrationKey(exchange)
    const known = byNeuron.get(key)
    if (known) known.push(exchange)
    else byNeuron.set(key, [exchange])
  }
  return neurons.flatMap((neuron) => {
    const findings: Evidence['findings'][number][] = []
    let failures = 0
    for (const { outcome, verdict, source } of byNeuron.get(registrationKey(neuron)) ?? []) {
      if ('failure' in outcome || verdict?.verdict === 'none') failures++
      else if (verdict?.verdict === 'finding') {
        findings.push({ ...(verdict.finding as object), digest: outcome.digest, source })
      }
    }
    const asked = failures + findings.length
    if (asked === 0) return []
    const { uid, hotkey, registeredAt, stake } = neuron
    return [{ uid, hotkey, registeredAt, stake, findings, failures, asked }]
  })
}

/**
 * The scores of this round by hotkey: the rule's, and 0 for a neuron that had a score and serves no axon any more. A
 * neuron that is not in the map keeps what it has.
 */
export function judgeRound(options: {
  validator: AnyValidator
  epoch: number
  neurons: readonly NeuronView[]
  evidence: readonly Evidence[]
  /** Registrations that have a score so far. */
  scored: ReadonlySet<string>
}): ReadonlyMap<string, number> {
  const { validator, epoch, neurons, evidence, scored } = options
  const score = validator.rule.score as (round: {
    epoch: number
    neurons: readonly Evidence[]
  }) => ReadonlyMap<string, number>
  const scores = new Map(score.call(validator.rule, { epoch, neurons: evidence }))
  for (const neuron of neurons) {
    if (neuron.axon === null && scored.has(registrationKey(neuron)) && !scores.has(neuron.hotkey)) {
      scores.set(neuron.hotkey, 0)
    }
  }
  return scores
}
