/** Types only: what infers from a contract, and what must not compile. Checked by `tsc`, never run. */
import { z } from 'zod'
import { bytes, codec, json, sse } from './body.ts'
import { type Contract, defineContract } from './define-contract.ts'
import {
  type EventOf,
  get,
  type ParamsOf,
  post,
  type RequestOf,
  type ResponseOf,
  type Routes,
} from './route.ts'

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false
const holds = <_T extends true>(): void => undefined

const Numbers = z.object({ numbers: z.array(z.number()), scale: z.number().default(1) })
const Big = z.codec(z.string(), z.bigint(), {
  decode: (text) => BigInt(text),
  encode: (value) => String(value),
})

export const contract = defineContract({
  name: 'shapes',
  version: 1,
  routes: {
    sort: post('/v1/sort', {
      request: json(Numbers),
      response: json(z.array(z.number())),
      limits: { seconds: 5 },
    }),
    stream: post('/v1/stream', {
      request: json(Numbers),
      response: json(z.object({ sum: Big })),
      events: sse(z.object({ n: z.number() })),
    }),
    raw: post('/v1/raw/:name/*rest', {
      request: bytes({ max: 10 }),
      response: codec<Date>({
        contentType: 'text/plain',
        encode: (date) => new TextEncoder().encode(date.toISOString()),
        decode: (text) => new Date(new TextDecoder().decode(text)),
      }),
    }),
    status: get('/v1/status', { response: json(z.object({ ok: z.boolean() })), auth: 'public' }),
  },
})
type R = (typeof contract)['routes']

holds<Equal<RequestOf<R['sort']>, { numbers: number[]; scale: number }>>()
holds<Equal<ResponseOf<R['sort']>, number[]>>()
holds<Equal<EventOf<R['sort']>, never>>()
holds<Equal<ResponseOf<R['stream']>, { sum: bigint }>>()
holds<Equal<EventOf<R['stream']>, { n: number }>>()
holds<Equal<RequestOf<R['raw']>, Uint8Array>>()
holds<Equal<ResponseOf<R['raw']>, Date>>()
holds<Equal<RequestOf<R['status']>, undefined>>()
holds<Equal<ParamsOf<R['raw']>, { readonly name: string; readonly rest: string }>>()
holds<Equal<keyof ParamsOf<R['sort']>, never>>()

// A particular contract is a contract, so that functions may take any.
export const any: Contract = contract
export const generic = <G extends Routes>(given: Contract<G>): keyof G =>
  Object.keys(given.routes)[0] as keyof G

post('/v1/sort', {
  // @ts-expect-error a schema is no body
  request: Numbers,
  response: json(Numbers),
})
// @ts-expect-error events stream before a JSON response, not before bytes
post('/v1/sort', { request: json(Numbers), response: bytes({ max: 1 }), events: sse(Numbers) })
// @ts-expect-error a response is not a stream
post('/v1/sort', { request: json(Numbers), response: sse(Numbers) })
// @ts-expect-error events come from sse(…)
post('/v1/sort', { request: json(Numbers), response: json(Numbers), events: json(Numbers) })
// @ts-expect-error a POST has a request
post('/v1/sort', { response: json(Numbers) })
// @ts-expect-error auth is signed or public
get('/v1/status', { response: json(Numbers), auth: 'open' })
// @ts-expect-error no such limit
get('/v1/status', { response: json(Numbers), limits: { minutes: 1 } })
// @ts-expect-error a contract has a version
defineContract({ name: 'x', routes: {} })
// @ts-expect-error a route comes from get or post
defineContract({ name: 'x', version: 1, routes: { sort: { path: '/v1/sort' } } })
