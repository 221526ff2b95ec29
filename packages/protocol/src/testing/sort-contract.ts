import { z } from 'zod'
import { bytes, json, sse } from '../contract/body.ts'
import { defineContract } from '../contract/define-contract.ts'
import { get, post } from '../contract/route.ts'

const Numbers = z.object({ numbers: z.array(z.number()).max(100) })

/** A small subnet for tests: one route of each kind. */
export const sortContract = defineContract({
  name: 'sort',
  version: 1,
  routes: {
    sort: post('/v1/sort', {
      request: json(Numbers),
      response: json(Numbers),
      limits: { bodyBytes: 10_000, responseBytes: 10_000, seconds: 0.5 },
    }),
    stream: post('/v1/stream', {
      request: json(Numbers),
      response: json(Numbers),
      events: sse(z.object({ n: z.number() })),
      limits: { responseBytes: 20_000, seconds: 0.5 },
    }),
    reverse: post('/v1/reverse/:name/*rest', {
      request: bytes({ max: 1_000 }),
      response: bytes({ max: 1_000 }),
      limits: { concurrency: 2, responseBytes: 500 },
    }),
    status: get('/v1/status/:detail', {
      response: json(z.object({ detail: z.string(), uid: z.number() })),
      auth: 'public',
    }),
  },
})

export type SortRoutes = (typeof sortContract)['routes']
