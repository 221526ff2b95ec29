import { defineContract, json, post } from '@subnetkit/protocol'
import { z } from 'zod'

/** What is asked. */
export const Question = z.object({
  numbers: z.array(z.int().min(-1_000_000).max(1_000_000)).min(1).max(1_000),
})
/** What is answered. */
export const Answer = z.object({ sum: z.int() })

/** What goes over the wire between validators and miners. */
export const contract = defineContract({
  name: 'blank',
  version: 1,
  routes: {
    add: post('/v1/add', { request: json(Question), response: json(Answer), limits: { seconds: 10 } }),
  },
})
