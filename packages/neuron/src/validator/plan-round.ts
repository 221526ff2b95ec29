import type { Random } from '@subnetkit/core'
import type { Contract, Routes } from '@subnetkit/protocol'
import type { AnyValidator } from '../any-subnet.ts'
import { reasonOf } from '../error-event.ts'
import { neuronErrors } from '../errors.ts'
import type { Question } from '../exchange.ts'
import type { NeuronView } from '../neuron-view.ts'

/** A question with its name and addressee. */
export interface PlannedQuestion {
  /** Follows from epoch, registration and number, so that a restarted validator recognises what it has asked. */
  readonly id: string
  readonly neuron: NeuronView
  readonly question: Question<Routes, unknown>
}

type Challenge = Question<Routes, unknown> | readonly Question<Routes, unknown>[] | undefined

/**
 * Makes all questions of a round. The same key, epoch and neurons give the same questions, on any machine and after any
 * restart; nobody without the key can foresee one.
 *
 * @param random the PRF of the validator's secret challenge key
 */
export async function planRound(options: {
  contract: Contract
  validator: AnyValidator
  env: unknown
  random: Random
  epoch: number
  neurons: readonly NeuronView[]
  onError: (error: unknown) => void
}): Promise<PlannedQuestion[]> {
  const { contract, validator, env, random, epoch, neurons } = options
  const challenge = validator.challenge as (from: {
    ask: typeof ask
    random: Random
    neuron: NeuronView
    env: unknown
  }) => Challenge | Promise<Challenge>

  const ofNeuron = async (neuron: NeuronView): Promise<PlannedQuestion[]> => {
    const planned: PlannedQuestion[] = []
    for (let number = 0; number < validator.schedule.questions; number++) {
      const drawn = random.derive(epoch, neuron.hotkey, neuron.registeredAt, number)
      const made = await challenge.call(validator, { ask, random: drawn, neuron, env })
      const questions = made === undefined ? [] : 'route' in made ? [made] : made
      for (const [part, question] of questions.entries()) {
        if (!Object.hasOwn(contract.routes, question.route)) {
          throw new TypeError(
            `challenge() asked for the route "${question.route}", which the contract has not`,
          )
        }
        const id = `${epoch}/${neuron.hotkey}@${neuron.registeredAt}/${number}.${part}`
        planned.push({ id, neuron, question })
      }
    }
    return planned
  }

  const plan: PlannedQuestion[] = []
  // One neuron after the other: questions that take work are made in no more memory than one needs.
  for (const neuron of neurons) {
    try {
      plan.push(...(await ofNeuron(neuron)))
    } catch (error) {
      const { name: subnet } = contract
      options.onError(
        neuronErrors.CHALLENGE_FAILED({ subnet, uid: neuron.uid, reason: reasonOf(error) }, { cause: error }),
      )
    }
  }
  return plan
}

const ask = (
  route: string,
  request: unknown,
  hidden?: unknown,
  params?: Readonly<Record<string, string>>,
): Question<Routes, unknown> => ({ route, request, hidden, ...(params === undefined ? {} : { params }) })
