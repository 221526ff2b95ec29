import type { ContractHandler } from '@subnetkit/protocol/server'
import { Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { MinerEvent, ValidatorEvent } from './events.ts'

const seconds = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]

/** Counts events and serves the counts in Prometheus' format. A registry of its own: two neurons do not mix. */
export interface Metrics<Event> {
  onEvent(event: Event): void
  /** Serves GET /metrics. */
  readonly handler: ContractHandler
  text(): Promise<string>
}

const serve = (registry: Registry): Pick<Metrics<never>, 'handler' | 'text'> => ({
  text: () => registry.metrics(),
  handler: (request, response, next) => {
    if (request.method !== 'GET' || request.url?.split('?')[0] !== '/metrics') return next?.()
    registry.metrics().then(
      (text) => {
        response.setHeader('content-type', registry.contentType)
        response.end(text)
      },
      (error: unknown) => next?.(error),
    )
  },
})

/** A miner's: requests by route and status, and how long they took. */
export function minerMetrics(): Metrics<MinerEvent> {
  const registers = [new Registry()]
  const requests = new Counter({
    name: 'subnetkit_miner_requests_total',
    help: 'Requests by route and HTTP status; 0 when the caller hung up.',
    labelNames: ['route', 'status'],
    registers,
  })
  const duration = new Histogram({
    name: 'subnetkit_miner_request_seconds',
    help: 'From the headers of a request to the end of its answer.',
    labelNames: ['route'],
    buckets: seconds,
    registers,
  })
  const errors = new Counter({
    name: 'subnetkit_miner_errors_total',
    help: 'Errors that the miner lived through, by code.',
    labelNames: ['code'],
    registers,
  })
  return {
    ...serve(registers[0]!),
    onEvent(event) {
      if (event.type === 'answered') {
        requests.inc({ route: event.route, status: event.status })
        duration.observe({ route: event.route }, event.ms / 1000)
      } else if (event.type === 'error') errors.inc({ code: event.code })
    },
  }
}

/** A validator's: exchanges, rounds and weight sets. Neurons are labelled by uid, which stays few. */
export function validatorMetrics(): Metrics<ValidatorEvent> {
  const registers = [new Registry()]
  const exchanges = new Counter({
    name: 'subnetkit_validator_exchanges_total',
    help: 'Questions asked, by uid and by how they failed ("" when answered).',
    labelNames: ['uid', 'failure'],
    registers,
  })
  const rounds = new Counter({
    name: 'subnetkit_validator_rounds_total',
    help: 'Rounds settled, by reason.',
    labelNames: ['reason'],
    registers,
  })
  const score = new Gauge({
    name: 'subnetkit_validator_score',
    help: 'The kept score of each uid, 0 to 1.',
    labelNames: ['uid'],
    registers,
  })
  const finding = new Gauge({
    name: 'subnetkit_validator_finding',
    help: 'What the subnet measured of each uid: the mean over the last round, by its name in the findings.',
    labelNames: ['uid', 'name'],
    registers,
  })
  const epoch = new Gauge({ name: 'subnetkit_validator_epoch', help: 'The last epoch settled.', registers })
  const errors = new Counter({
    name: 'subnetkit_validator_errors_total',
    help: 'Errors that the validator lived through, by code.',
    labelNames: ['code'],
    registers,
  })
  return {
    ...serve(registers[0]!),
    onEvent(event) {
      if (event.type === 'answer') exchanges.inc({ uid: event.uid, failure: event.failure ?? '' })
      else if (event.type === 'error') errors.inc({ code: event.code })
      else if (event.type === 'round-settled') {
        rounds.inc({ reason: event.reason })
        epoch.set(event.epoch)
        score.reset()
        finding.reset()
        for (const { uid, score: kept, findings } of event.scores) {
          score.set({ uid }, kept)
          for (const [name, mean] of Object.entries(findings)) finding.set({ uid, name }, mean)
        }
      }
    },
  }
}
