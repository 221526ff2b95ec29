import type { IncomingMessage, ServerResponse } from 'node:http'
import { isSubnetkitError, systemClock } from '@subnetkit/core'
import type { Contract } from '../contract/define-contract.ts'
import { decodeParams, matchPath, type PathTemplate, parsePath } from '../contract/path.ts'
import { plainHeaders } from '../contract/plain-headers.ts'
import type { Route, Routes } from '../contract/route.ts'
import { protocolErrors } from '../errors.ts'
import { limitsOf } from '../limits.ts'
import { addressBudget } from './address-budget.ts'
import { admit } from './admission.ts'
import { authenticator } from './authenticate.ts'
import { anonymous, type Caller } from './caller.ts'
import type { AnyHandler, Call, Handlers } from './handlers.ts'
import { inFlight } from './in-flight.ts'
import { assertLocalCaller, mayBeSigned } from './local-caller.ts'
import { type BodyMemory, CallerGone, drain, readBody } from './read-body.ts'
import { sendError } from './respond.ts'
import type { ServeOptions } from './serve-options.ts'
import { writeAnswer } from './write-answer.ts'

/** Answers the requests of a contract; `next` gets the others. Mounts in express, or in front of it on plain http. */
export type ContractHandler = (
  request: IncomingMessage,
  response: ServerResponse,
  next?: (error?: unknown) => void,
) => void

// One for all: every request aborts its signal in the end, and a stack would cost more than the rest of that.
const callerGone = new CallerGone()

interface Served {
  readonly name: string
  readonly route: Route
  readonly template: PathTemplate
  readonly handler: AnyHandler
}

const parse = (
  route: Route,
  rawParams: Readonly<Record<string, string>>,
  request: IncomingMessage,
  body: Uint8Array,
): Pick<Call, 'request' | 'params'> => {
  const encoding = request.headers['content-encoding'] ?? 'identity'
  if (encoding !== 'identity') throw protocolErrors.BODY_ENCODED()
  const params = decodeParams(route.path, rawParams)
  return { params, request: route.request.decode(body, plainHeaders(request.headers)) }
}

/** Turns what a handler throws at once, or returns bare, into what an async one would give. */
const start = (handler: AnyHandler, call: Call): ReturnType<AnyHandler> => {
  try {
    const produced = handler(call)
    return typeof produced === 'object' && produced !== null && Symbol.asyncIterator in produced
      ? produced
      : Promise.resolve(produced)
  } catch (error) {
    return Promise.reject(error)
  }
}

/**
 * Serves a contract. In this order: budget of the address (429), shape, scheme, receiver and freshness (401), body
 * (413), signature (401), policy (403; 503 when the directory is stale), replay (401), concurrency (429, 503), body
 * and parameters by their schemas (400), handler (500, 504).
 *
 * @throws AUTH_MISCONFIGURED when the nonce store forgets sooner than the window ends
 * @example
 * ```ts fragment
 * import { createHttpServer, serveContract } from '@subnetkit/protocol/server'
 *
 * const handler = serveContract(contract, { sort: async ({ request }) => request.toSorted() }, { hotkey, directory })
 * const server = createHttpServer(handler)
 * await server.listen({ host: '0.0.0.0', port: 8091 })
 * ```
 */
export function serveContract<R extends Routes>(
  contract: Contract<R>,
  handlers: Handlers<R>,
  options: ServeOptions,
): ContractHandler {
  const { directory, policy = {}, limits = {}, clock = systemClock, onRequest, wrap } = options
  const served: readonly Served[] = Object.entries(contract.routes).map(([name, route]) => {
    // The handler's own types hang on the route; from here on only the schemas know them.
    const own = handlers[name] as unknown as AnyHandler
    return { name, route, template: parsePath(route.path), handler: wrap ? wrap(own, name) : own }
  })
  const auth = authenticator(options, clock)
  const budget = addressBudget({ perSecond: 50, burst: 500, ...limits.address, clock })
  const places = inFlight({ total: limits.concurrency ?? 256, perCaller: limits.perCaller ?? 16 })
  const memory: BodyMemory = { used: 0, max: limits.bufferedBytes ?? 67_108_864 }
  const bodySeconds = limits.bodySeconds ?? 10

  const handle = async (
    { name, route, handler }: Served,
    rawParams: Readonly<Record<string, string>>,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> => {
    const startedMs = clock.monotonicMs()
    const address = request.socket.remoteAddress ?? ''
    const { bodyBytes, seconds, concurrency } = limitsOf(route)
    let caller: Caller = anonymous
    let hotkey: string | undefined
    let bytesIn = 0
    let bytesOut = 0
    let failure: unknown
    let releaseBody = () => {}
    const stop = new AbortController()
    response.once('close', () => {
      if (!response.writableFinished) stop.abort(callerGone)
    })
    try {
      const waitSeconds = budget.take(address)
      if (waitSeconds > 0) throw protocolErrors.RATE_LIMITED({ seconds: waitSeconds })
      const isSigned = route.auth === 'signed' && !(options.unsigned && !mayBeSigned(request))
      if (route.auth === 'signed' && !isSigned) assertLocalCaller(request)
      const claim = isSigned ? auth.claim(request) : undefined
      const read = await readBody(request, { max: bodyBytes, seconds: bodySeconds, memory, clock })
      releaseBody = read.release
      bytesIn = read.body.length
      if (claim) {
        auth.prove(claim, request, read.body)
        hotkey = claim.hotkey
        caller = admit(claim.hotkey, directory, policy)
        await auth.spend(claim)
        budget.giveBack(address)
      } else if (route.auth === 'signed') budget.giveBack(address)
      const leave = places.enter({ route: name, caller: hotkey ?? address, routeMax: concurrency })
      let produced: ReturnType<AnyHandler> | undefined
      try {
        const parsed = parse(route, rawParams, request, read.body)
        releaseBody()
        clock.sleep(seconds * 1_000, stop.signal).then(
          () => stop.abort(protocolErrors.HANDLER_TIMEOUT({ seconds })),
          () => undefined,
        )
        produced = start(handler, { ...parsed, caller, signal: stop.signal })
        bytesOut = await writeAnswer({ route, produced, response, signal: stop.signal })
      } finally {
        // The place is free when the work has ended, which may be after the answer.
        const ended = produced && Symbol.asyncIterator in produced ? produced.return(undefined) : produced
        Promise.resolve(ended).then(leave, leave)
      }
    } catch (error) {
      failure = error
      if (!(error instanceof CallerGone) && !response.headersSent) {
        sendError(
          response,
          isSubnetkitError(error) ? error : protocolErrors.HANDLER_FAILED({}, { cause: error }),
        )
        drain(request)
      }
    } finally {
      releaseBody()
      // Also ends the sleep above.
      stop.abort(callerGone)
    }
    if (onRequest === undefined) return
    const known = isSubnetkitError(failure) ? failure : undefined
    onRequest({
      route: name,
      address,
      hotkey,
      status: response.headersSent ? response.statusCode : 0,
      code:
        known?.code ??
        (failure === undefined
          ? undefined
          : failure instanceof CallerGone
            ? 'CALLER_GONE'
            : 'HANDLER_FAILED'),
      ms: clock.monotonicMs() - startedMs,
      bytesIn,
      bytesOut,
      cause: known?.cause ?? (known ? undefined : failure),
    })
  }

  return (request, response, next) => {
    const url = request.url ?? '/'
    const query = url.indexOf('?')
    const path = query === -1 ? url : url.slice(0, query)
    const allowed = new Set<string>()
    for (const candidate of served) {
      const params = matchPath(candidate.template, path)
      if (params === undefined) continue
      if (candidate.route.method === request.method) {
        handle(candidate, params, request, response).catch(() => response.destroy())
        return
      }
      allowed.add(candidate.route.method)
    }
    if (allowed.size === 0 && next) return next()
    const allow = [...allowed].join(', ')
    sendError(
      response,
      allow ? protocolErrors.METHOD_NOT_ALLOWED({ allow }) : protocolErrors.ROUTE_NOT_FOUND(),
    )
    drain(request)
  }
}
