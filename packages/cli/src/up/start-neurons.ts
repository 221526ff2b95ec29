import type { Clock } from '@subnetkit/core'
import type { NeuronEvent } from '@subnetkit/neuron'
import { cliErrors } from '../errors.ts'
import type { FromHost, NeuronTask } from '../host/messages.ts'
import type { HostProcess } from './host-process.ts'

/** Collects what neurons need to have said before the network may go on. */
export interface Readiness {
  heard(message: FromHost): void
  /** Starts neurons and resolves when each has said `sign`; rejects when one fails or the time is over. */
  start(host: HostProcess, tasks: readonly NeuronTask[], sign: NeuronEvent['type']): Promise<void>
}

export function createReadiness(clock: Clock, deadlineMs: number, signal: AbortSignal): Readiness {
  const waiting = new Map<string, { sign: string; resolve(): void; reject(error: Error): void }>()
  return {
    heard(message) {
      const neuron = 'neuron' in message ? message.neuron : undefined
      const one = neuron === undefined ? undefined : waiting.get(neuron)
      if (!one) return
      if (message.type === 'event' && message.event.type === one.sign) one.resolve()
      if (message.type === 'failed') {
        const problem = `${neuron}: ${message.code}: ${message.message}`
        one.reject(cliErrors.NETWORK_SETUP_FAILED({ problem }))
      }
    },
    async start(host, tasks, sign) {
      const ready = tasks.map(
        ({ id }) => new Promise<void>((resolve, reject) => waiting.set(id, { sign, resolve, reject })),
      )
      host.start([...tasks])
      // A timer that is left would keep the process alive after everything else has ended.
      const settled = new AbortController()
      const late = clock.sleep(deadlineMs, AbortSignal.any([signal, settled.signal])).then(() => {
        throw cliErrors.NETWORK_SETUP_FAILED({
          problem: `a ${host.role} was not up after ${deadlineMs / 1000} s`,
        })
      })
      try {
        await Promise.race([Promise.all(ready), late])
      } finally {
        late.catch(() => {})
        settled.abort()
        for (const { id } of tasks) waiting.delete(id)
      }
    },
  }
}
