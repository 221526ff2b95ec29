import { bytes, defineContract, json, post } from '@subnetkit/protocol'
import { z } from 'zod'
import { maxPromptLength } from './scene/index.ts'

/** The sides of a picture to generate, in pixels. */
const side = z.int().min(64).max(512).multipleOf(8)

/** A picture in words: one thing of some colour, size and place on a background of another colour. */
const Wish = z.object({ prompt: z.string().min(1).max(maxPromptLength), width: side, height: side })

/** What is asked of `generate`. Prompt, size and `seed` decide every pixel, so that an answer can be proven. */
export const Order = Wish.extend({ seed: z.string().min(1).max(128) })
export type Order = z.infer<typeof Order>

/** What is asked of `open`: any picture that shows what the prompt says. */
export const OpenOrder = Wish
export type OpenOrder = z.infer<typeof OpenOrder>

/** The sides of a picture to enlarge, in pixels; the answer's are twice as long. */
export const smallSide = { least: 16, most: 256 } as const

/** A PNG of 512 × 512 pixels with alpha that does not compress, and of 256 × 256. */
const [largePng, smallPng] = [1_100_000, 280_000]
const png = (max: number) => bytes({ max, contentType: 'image/png' })
const limits = { seconds: 30, concurrency: 64 }

/** Pictures: generated, enlarged, and from whatever engine a miner has. PNG of 8 bits a channel, RGB or opaque RGBA. */
export const contract = defineContract({
  name: 'image',
  version: 1,
  routes: {
    generate: post('/v1/generate', {
      request: json(Order),
      response: png(largePng),
      limits: { ...limits, bodyBytes: 4_096 },
    }),
    upscale: post('/v1/upscale', { request: png(smallPng), response: png(largePng), limits }),
    open: post('/v1/open', {
      request: json(OpenOrder),
      response: png(largePng),
      limits: { ...limits, bodyBytes: 4_096 },
    }),
  },
})
