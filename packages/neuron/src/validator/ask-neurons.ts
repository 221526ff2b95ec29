import type { Clock } from '@subnetkit/core'
import type { Contract } from '@subnetkit/protocol'
import type { Answer, Client } from '@subnetkit/protocol/client'
import type { Schedule } from '../define-validator.ts'
import { reasonOf } from '../error-event.ts'
import { neuronErrors } from '../errors.ts'
import { limiter } from '../limiter.ts'
import type { ExchangeRecord } from '../state/validator-state.ts'
import type { PlannedQuestion } from './plan-round.ts'

/**
 * Puts questions to their neurons, all neurons at once, `schedule.concurrency` to each at a time. Every question that
 * is sent gets an exchange, be it a failure; a question whose time would be too short to be fair is not sent at all.
 *
 * @param untilMs when the last answer must be there, on the clock's monotonic scale
 */
export async function askNeurons(options: {
  contract: Contract
  schedule: Schedule
  client: Client
  clock: Clock
  epoch: number
  questions: readonly PlannedQuestion[]
  /** Questions out at a time, over all neurons. */
  inFlight: number
  untilMs: number
  signal: AbortSignal
  onExchange: (exchange: ExchangeRecord, question: PlannedQuestion) => void
  onError: (error: unknown) => void
}): Promise<void> {
  const { contract, schedule, client, clock, epoch, questions, untilMs, signal, onExchange, onError } =
    options
  const overall = limiter(options.inFlight)
  const perNeuron = new Map<string, ReturnType<typeof limiter>>()
  const leastMs = Math.min(500, schedule.deadlineMs / 4)

  const askOne = async (planned: PlannedQuestion): Promise<void> => {
    const leftMs = untilMs - clock.monotonicMs()
    if (signal.aborted || leftMs < leastMs || planned.neuron.axon === null) return
    const { id, neuron, question } = planned
    let answer: Answer
    try {
      answer = await client.ask(contract, question.route, {
        axon: planned.neuron.axon,
        request: question.request,
        ...(question.params === undefined ? {} : { params: question.params }),
        deadlineMs: Math.min(schedule.deadlineMs, leftMs),
        signal,
      })
    } catch (error) {
      // Only a question that breaks the contract throws, which is the fault of who made it.
      const { name: subnet } = contract
      onError(
        neuronErrors.CHALLENGE_FAILED({ subnet, uid: neuron.uid, reason: reasonOf(error) }, { cause: error }),
      )
      return
    }
    const { outcome, timing } = answer
    // Stopping is our doing, not the miner's failure.
    if (signal.aborted || ('failure' in outcome && outcome.failure === 'aborted')) return
    onExchange(
      {
        id,
        epoch,
        source: 'synthetic',
        uid: neuron.uid,
        hotkey: neuron.hotkey,
        registeredAt: neuron.registeredAt,
        route: question.route,
        request: question.request,
        outcome,
        timing,
      },
      planned,
    )
  }

  await Promise.all(
    questions.map((planned) => {
      const { hotkey } = planned.neuron
      const mine = perNeuron.get(hotkey) ?? limiter(schedule.concurrency ?? 1)
      perNeuron.set(hotkey, mine)
      return mine(() => overall(() => askOne(planned)))
    }),
  )
}
