import type { Clock, Random } from '@subnetkit/core'
import type { Contract } from '@subnetkit/protocol'
import type { Client } from '@subnetkit/protocol/client'
import type { AnyValidator } from '../any-subnet.ts'
import type { ValidatorEvent } from '../events.ts'
import { limiter } from '../limiter.ts'
import type { ExchangeRecord, ValidatorState } from '../state/validator-state.ts'
import { askNeurons } from './ask-neurons.ts'
import type { PlannedQuestion } from './plan-round.ts'
import { verifyAnswer } from './verify-answer.ts'

const verifiedAtOnce = 4

/**
 * Asks what has not been asked yet and verifies what has not been verified yet, storing each step, so that a process
 * that takes over after a kill does only what is left. Returns when all is done or `settleMs` is over.
 */
export async function gatherEvidence(options: {
  contract: Contract
  validator: AnyValidator
  env: unknown
  client: Client
  clock: Clock
  random: Random
  state: ValidatorState
  epoch: number
  plan: readonly PlannedQuestion[]
  inFlight: number
  /** On the clock's monotonic scale. */
  askUntilMs: number
  settleUntilMs: number
  signal: AbortSignal
  onEvent: (event: ValidatorEvent) => void
  onError: (error: unknown) => void
}): Promise<void> {
  const { contract, validator, env, client, clock, random, state, epoch, plan, signal, onEvent, onError } =
    options
  const verifying: Promise<void>[] = []
  const limit = limiter(verifiedAtOnce)
  const over = new AbortController()
  const either = AbortSignal.any([signal, over.signal])

  const verify = (exchange: ExchangeRecord, planned: PlannedQuestion): void => {
    verifying.push(
      limit(async () => {
        if (either.aborted) return
        const verdict = await verifyAnswer({
          subnet: contract.name,
          validator,
          env,
          random,
          signal: either,
          exchange,
          planned,
          // A verify that was cut off has nothing to report.
          onError: (error) => either.aborted || onError(error),
        })
        if (!either.aborted) state.saveVerdict(exchange.id, verdict)
      }),
    )
  }

  const stored = new Map(state.exchanges(epoch).map((exchange) => [exchange.id, exchange]))
  for (const planned of plan) {
    const exchange = stored.get(planned.id)
    if (exchange && !exchange.verdict && !('failure' in exchange.outcome)) verify(exchange, planned)
  }
  const work = askNeurons({
    contract,
    schedule: validator.schedule,
    client,
    clock,
    epoch,
    questions: plan.filter(({ id }) => !stored.has(id)),
    inFlight: options.inFlight,
    untilMs: options.askUntilMs,
    signal: either,
    onError,
    onExchange(exchange, planned) {
      state.saveExchange(exchange)
      const { uid, hotkey, route, outcome, timing } = exchange
      onEvent({
        type: 'answer',
        epoch,
        uid,
        hotkey,
        route,
        failure: 'failure' in outcome ? outcome.failure : null,
        ms: timing.doneMs,
        firstByteMs: timing.firstByteMs,
      })
      if (!('failure' in outcome)) verify(exchange, planned)
    },
  }).then(() => Promise.all(verifying))

  const timer = new AbortController()
  const isOver = clock
    .sleep(Math.max(0, options.settleUntilMs - clock.monotonicMs()), AbortSignal.any([signal, timer.signal]))
    .catch(() => {})
  try {
    await Promise.race([work, isOver])
  } finally {
    over.abort()
    timer.abort()
    work.catch(onError)
  }
}
