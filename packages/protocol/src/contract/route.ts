import { type Body, type EmptyBody, type EventBody, empty, type JsonBody, type WholeBody } from './body.ts'

/** What one call of a route may take. Both ends hold to it. */
export interface RouteLimits {
  /** Of the request's body. Default: the codec's `max`, else 1 MiB. */
  readonly bodyBytes?: number
  /** Of the whole response, events included. Default: the codec's `max`, else 4 MiB. */
  readonly responseBytes?: number
  /** How long the miner may work on it. Default 30. */
  readonly seconds?: number
  /** Calls of this route at a time, over all callers. Default: the server's own cap only. */
  readonly concurrency?: number
}

/** One call that a miner answers: `Q` in, any number of `E`, one `A` out; `P` is the literal path. */
export interface Route<Q = unknown, A = unknown, E = unknown, P extends string = string> {
  readonly method: 'GET' | 'POST'
  readonly path: P
  readonly request: Body<Q>
  readonly response: Body<A>
  readonly events?: EventBody<E>
  readonly auth: 'signed' | 'public'
  readonly limits: RouteLimits
}

/** Routes by the name that handlers and callers use. */
export type Routes = Readonly<Record<string, Route>>

/** What the handler of a route gets and its caller sends. */
export type RequestOf<R> = R extends { readonly request: Body<infer Q> } ? Q : never
/** What the handler of a route returns and its caller gets. */
export type ResponseOf<R> = R extends { readonly response: Body<infer A> } ? A : never
/** What a streaming route yields; `never` where it does not stream. */
export type EventOf<R> = R extends Route<infer _Q, infer _A, infer E> ? E : never

type ParamNames<P extends string> = P extends `${infer Head}/${infer Rest}`
  ? ParamNames<Head> | ParamNames<Rest>
  : P extends `:${infer Name}`
    ? Name
    : P extends `*${infer Name}`
      ? Name
      : never

/** The parameters in the path of a route, decoded: `/v1/:model/*rest` has `model` and `rest`. */
export type ParamsOf<R> = R extends { readonly path: infer P extends string }
  ? string extends P
    ? Readonly<Record<string, string>>
    : { readonly [N in ParamNames<P>]: string }
  : never

interface CommonOptions {
  /** `signed` (default): btauth/1 and the server's policy. `public`: anyone. */
  readonly auth?: 'signed' | 'public'
  readonly limits?: RouteLimits
}

/** How a route answers: with one response, or with events and then one JSON response. */
export type Answering =
  | { readonly response: WholeBody<unknown>; readonly events?: never }
  | { readonly response: JsonBody<unknown>; readonly events: EventBody<unknown> }

/** What a route without a request body declares. */
export type GetOptions = CommonOptions & Answering
/** What a route with a request body declares. */
export type PostOptions = GetOptions & { readonly request: WholeBody<unknown> }

type TypeOf<B> = B extends Body<infer T> ? T : never
type EventTypeOf<O> = O extends { readonly events: EventBody<infer E> } ? E : never

const settle = (
  options: GetOptions,
): Pick<Route, 'response' | 'auth' | 'limits'> & { events?: EventBody<unknown> } => ({
  response: options.response,
  ...(options.events === undefined ? {} : { events: options.events }),
  auth: options.auth ?? 'signed',
  limits: options.limits ?? {},
})

/**
 * A route that takes a body.
 *
 * @example
 * ```ts
 * import { json, post } from '@subnetkit/protocol'
 * import { z } from 'zod'
 * const sort = post('/v1/sort', {
 *   request: json(z.array(z.number())),
 *   response: json(z.array(z.number())),
 *   limits: { seconds: 5 },
 * })
 * ```
 */
export function post<const P extends string, O extends PostOptions>(
  path: P,
  options: O,
): Route<TypeOf<O['request']>, TypeOf<O['response']>, EventTypeOf<O>, P> {
  return { method: 'POST', path, request: options.request, ...settle(options) } as Route<
    TypeOf<O['request']>,
    TypeOf<O['response']>,
    EventTypeOf<O>,
    P
  >
}

/** A route without a body: what it needs to know stands in its path (`/v1/blocks/:number`). */
export function get<const P extends string, O extends GetOptions>(
  path: P,
  options: O,
): Route<undefined, TypeOf<O['response']>, EventTypeOf<O>, P> {
  const request: EmptyBody = empty
  return { method: 'GET', path, request, ...settle(options) } as Route<
    undefined,
    TypeOf<O['response']>,
    EventTypeOf<O>,
    P
  >
}
