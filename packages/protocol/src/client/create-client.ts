import { type Clock, systemClock } from '@subnetkit/core'
import type { Keypair } from '@subnetkit/wallet/keys'
import type { Contract } from '../contract/define-contract.ts'
import { fillPath } from '../contract/path.ts'
import type { EventOf, ParamsOf, RequestOf, Routes } from '../contract/route.ts'
import { protocolErrors } from '../errors.ts'
import { createAgent } from './agent.ts'
import type { Answer, ReceivedEvent } from './answer.ts'
import { type Exchange, runExchange } from './exchange.ts'

/** Who signs, and the limits of every answer. */
export interface ClientOptions {
  /** The hotkey that signs. */
  readonly keypair: Keypair
  /** Whether loopback, private and link-local addresses may be called. Default false. */
  readonly allowLocal?: boolean
  readonly clock?: Clock
  /** The most bytes of any response; routes may set less. Default 16 MiB. */
  readonly maxResponseBytes?: number
  /** The most events of any response. Default 65,536. */
  readonly maxEvents?: number
  /** Connections to one axon at a time; further calls wait. Default 8. */
  readonly connections?: number
  /** How long a connection attempt may outlive its call. Default 5,000. */
  readonly connectTimeoutMs?: number
}

/** One request: to whom, what, and until when. */
export interface AskOptions<R> {
  /** Where, and for whom to sign. */
  readonly axon: { readonly url: string; readonly hotkey: string }
  /** What the route takes; undefined for a GET. */
  readonly request: RequestOf<R>
  readonly params?: ParamsOf<R>
  /** From now until the whole answer is there, connecting included. Default 10,000. */
  readonly deadlineMs?: number
  /** One whose reason is a TimeoutError (`AbortSignal.timeout`) makes it a 'timeout', any other 'aborted'. */
  readonly signal?: AbortSignal
}

/** Asks miners. Whatever they do, calls end by their deadline and with an `Answer`. */
export interface Client {
  /**
   * One question, signed anew on every call.
   *
   * @throws ROUTE_UNKNOWN, PARAMS_INVALID, BODY_INVALID for what the caller itself gets wrong; nothing else
   */
  ask<R extends Routes, K extends keyof R & string>(
    contract: Contract<R>,
    route: K,
    options: AskOptions<R[K]>,
  ): Promise<Answer<R[K]>>
  /** The same, with events as they come; returns the answer. Leaving the loop early ends the call. */
  stream<R extends Routes, K extends keyof R & string>(
    contract: Contract<R>,
    route: K,
    options: AskOptions<R[K]>,
  ): AsyncGenerator<ReceivedEvent<EventOf<R[K]>>, Answer<R[K]>, void>
  /** Cuts all connections; calls under way end as 'aborted'. */
  close(): Promise<void>
}

/**
 * A client for the miners of a subnet.
 *
 * @example
 * ```ts
 * import { createClient } from '@subnetkit/protocol/client'
 *
 * const client = createClient({ keypair: hotkey })
 * const { outcome, timing } = await client.ask(contract, 'sort', {
 *   axon: { url: 'http://203.0.113.7:8091', hotkey: '5F…' },
 *   request: { numbers: [3, 1, 2] },
 *   deadlineMs: 3_000,
 * })
 * if ('failure' in outcome) console.error(outcome.failure, outcome.message)
 * else console.log(outcome.response, timing.doneMs)
 * ```
 */
export function createClient(options: ClientOptions): Client {
  const { keypair, allowLocal = false, clock = systemClock } = options
  const { maxResponseBytes = 16_777_216, maxEvents = 65_536 } = options
  const { connections = 8, connectTimeoutMs = 5_000 } = options
  const agent = createAgent({ allowLocal, connections, connectTimeoutMs })
  const closing = new AbortController()

  const prepare = <R extends Routes, K extends keyof R & string>(
    contract: Contract<R>,
    name: K,
    { axon, request, params, deadlineMs = 10_000, signal }: AskOptions<R[K]>,
    onEvent: Exchange['onEvent'],
    more: readonly AbortSignal[] = [],
  ): Exchange => {
    const route = Object.hasOwn(contract.routes, name) ? contract.routes[name] : undefined
    if (route === undefined) {
      const routes = Object.keys(contract.routes).join(', ')
      throw protocolErrors.ROUTE_UNKNOWN({ name: contract.name, route: name, routes })
    }
    const path = fillPath(route.path, params as Readonly<Record<string, string>> | undefined)
    const body = route.request.encode(request)
    const bodyHeaders = route.request.headers?.(request, body) ?? {}
    const signals = [closing.signal, ...(signal ? [signal] : []), ...more]
    const limits = { allowLocal, maxResponseBytes, maxEvents }
    return {
      agent,
      keypair,
      clock,
      ...limits,
      route,
      path,
      body,
      bodyHeaders,
      axon,
      deadlineMs,
      signals,
      onEvent,
    }
  }

  return {
    async ask<R extends Routes, K extends keyof R & string>(
      contract: Contract<R>,
      route: K,
      ask: AskOptions<R[K]>,
    ): Promise<Answer<R[K]>> {
      // The codecs of the route have checked what its types say.
      return (await runExchange(prepare(contract, route, ask, () => {}))) as unknown as Answer<R[K]>
    },

    async *stream<R extends Routes, K extends keyof R & string>(
      contract: Contract<R>,
      route: K,
      ask: AskOptions<R[K]>,
    ): AsyncGenerator<ReceivedEvent<EventOf<R[K]>>, Answer<R[K]>, void> {
      const left = new AbortController()
      const queue: ReceivedEvent<EventOf<R[K]>>[] = []
      let wake = () => {}
      // What waits here is bounded by the limits on bytes and events.
      const onEvent: Exchange['onEvent'] = (event) => {
        queue.push(event as ReceivedEvent<EventOf<R[K]>>)
        wake()
      }
      const exchange = prepare(contract, route, ask, onEvent, [left.signal])
      let answer: Answer<R[K]> | undefined
      const running = runExchange(exchange).then((result) => {
        answer = result as unknown as Answer<R[K]>
        wake()
      })
      try {
        for (;;) {
          const event = queue.shift()
          if (event !== undefined) yield event
          else if (answer !== undefined) return answer
          else {
            await new Promise<void>((resolve) => {
              wake = resolve
            })
          }
        }
      } finally {
        left.abort()
        await running
      }
    },

    async close() {
      closing.abort()
      await agent.destroy()
    },
  }
}
