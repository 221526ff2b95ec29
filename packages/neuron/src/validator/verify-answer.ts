import type { Random } from '@subnetkit/core'
import type { AnyValidator } from '../any-subnet.ts'
import { reasonOf } from '../error-event.ts'
import { neuronErrors } from '../errors.ts'
import type { ExchangeRecord, Verdict } from '../state/validator-state.ts'
import type { PlannedQuestion } from './plan-round.ts'

/**
 * Lets the subnet look at one answer and checks that its finding is one that the rule takes. What goes wrong in here is
 * the validator's own fault: it is reported, and the answer counts neither for nor against the miner.
 */
export async function verifyAnswer(options: {
  subnet: string
  validator: AnyValidator
  env: unknown
  random: Random
  signal: AbortSignal
  exchange: ExchangeRecord
  planned: PlannedQuestion
  onError: (error: unknown) => void
}): Promise<Verdict> {
  const { subnet, validator, env, random, signal, exchange, planned, onError } = options
  const verify = validator.verify as (of: object) => unknown
  let found: unknown
  try {
    found = await verify.call(validator, {
      exchange,
      hidden: planned.question.hidden,
      neuron: planned.neuron,
      env,
      random: random.derive('verify', exchange.id),
      signal,
    })
  } catch (error) {
    const { id } = exchange
    onError(neuronErrors.VERIFY_FAILED({ subnet, id, reason: reasonOf(error) }, { cause: error }))
    return { verdict: 'fault' }
  }
  if (found === undefined) return { verdict: 'none' }
  const checked = validator.rule.finding.safeParse(found)
  if (!checked.success) {
    const issue = checked.error.issues[0]
    const reason = `${issue?.path.join('.') || 'the finding'}: ${issue?.message ?? 'wrong'}`
    onError(neuronErrors.FINDING_INVALID({ subnet, reason }))
    return { verdict: 'fault' }
  }
  return { verdict: 'finding', finding: checked.data }
}
