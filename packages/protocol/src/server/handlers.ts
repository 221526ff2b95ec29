import type { EventOf, ParamsOf, RequestOf, ResponseOf, Route, Routes } from '../contract/route.ts'
import type { Caller } from './caller.ts'

/** One call of a route, verified, admitted and parsed. */
export interface Call<R = Route> {
  readonly request: RequestOf<R>
  readonly caller: Caller
  /** Aborts when the caller leaves, when the route's time is over and when the server closes. */
  readonly signal: AbortSignal
  /** The parameters of the path, decoded. */
  readonly params: ParamsOf<R>
}

/** What a handler gives back: a promise, or for a streaming route a generator of events that returns the response. */
export type HandlerResult<R> = [EventOf<R>] extends [never]
  ? Promise<ResponseOf<R>>
  : AsyncGenerator<EventOf<R>, ResponseOf<R>, void>

/** One handler a route. */
export type Handlers<R extends Routes> = {
  readonly [K in keyof R]: (call: Call<R[K]>) => HandlerResult<R[K]>
}

/** A handler whose route is not known to the type system, as middleware sees it. */
export type AnyHandler = (call: Call) => Promise<unknown> | AsyncGenerator<unknown, unknown, void>
