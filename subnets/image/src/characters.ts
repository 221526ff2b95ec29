import type { Character, CharacterWrap, WorkCall } from '@subnetkit/neuron'
import { type Bitmap, bitmapOf, pictureOf } from './bitmap.ts'
import { OpenOrder, Order } from './contract.ts'
import { decodePng } from './png/decode-png.ts'
import { encodePng } from './png/encode-png.ts'
import {
  attributesOf,
  doubleBicubic,
  doubleNearest,
  halve,
  latentsOf,
  paint,
  thingPainter,
} from './scene/index.ts'

/** Does another work on one route and the honest one on all others. */
const onRoute =
  (
    route: string,
    work: (call: WorkCall, honest: (request: unknown) => Promise<Uint8Array>) => Promise<Uint8Array>,
  ): CharacterWrap =>
  (next) =>
    async function* (call) {
      if (call.route !== route) return yield* next(call)
      return work(call, async (request) => {
        const answer = next({ ...call, request })
        let step = await answer.next()
        while (!step.done) step = await answer.next()
        return step.value as Uint8Array
      })
    }

/** A PNG that this miner has made itself or has been let through by its own checks. */
async function decoded(png: unknown): Promise<Bitmap> {
  const bitmap = await decodePng(png as Uint8Array, ({ width, height }) => Math.max(width, height) <= 512)
  if (!bitmap) throw new TypeError('the character was given no picture')
  return bitmap
}

/** Half the sides, a quarter of the work: then enlarged, which looks nearly the same. */
const atHalfSize = onRoute('generate', async ({ request }, honest) => {
  const order = Order.parse(request)
  const [width, height] = [halved(order.width), halved(order.height)]
  const small = pictureOf(await decoded(await honest({ ...order, width, height })))
  const large = doubleBicubic(small)
  return encodePng(bitmapOf(large))
})
/** The contract's own steps; 192 and 128 have a half that it allows. */
const halved = (side: number): number => Math.max(64, Math.floor(side / 16) * 8)

/** The picture that the field was taught, by geometry and without the field. */
const draughtsman = onRoute('generate', async ({ request }) => {
  const { prompt, seed, width, height } = Order.parse(request)
  return encodePng(bitmapOf(paint(thingPainter(attributesOf(prompt)!, latentsOf(seed)), { width, height })))
})

const bicubic = onRoute('upscale', async ({ request }) =>
  encodePng(bitmapOf(doubleBicubic(pictureOf(await decoded(request))))),
)

/** Bicubic interpolation that is made to agree with the question when it is shrunk again. No network, and better than bicubic. */
const sharpener = onRoute('upscale', async ({ request }) => {
  const shown = pictureOf(await decoded(request))
  const large = doubleBicubic(shown)
  const shrunk = halve(large)
  const missing = shown.data.map((value, i) => value - shrunk.data[i]!)
  const added = doubleNearest({ ...shown, data: missing })
  return encodePng(bitmapOf({ ...large, data: large.data.map((value, i) => value + added.data[i]!) }))
})

const oneSeed = onRoute('generate', ({ request }, honest) =>
  honest({ ...Order.parse(request), seed: 'whatever was asked for' }),
)

/** Any picture of the right size. */
const blank = onRoute('open', async ({ request }) => {
  const { width, height } = OpenOrder.parse(request)
  return encodePng({ width, height, rgb: new Uint8Array(width * height * 3).fill(128) })
})

/** Local miners of this subnet that misbehave; the general ones are in @subnetkit/characters. */
export const characters: readonly Character[] = [
  {
    name: 'cheat',
    class: 'less work',
    description: 'paints at half the size and enlarges: a quarter of the work, and nearly the same picture',
    wrap: atHalfSize,
  },
  {
    name: 'draughtsman',
    class: 'less work',
    description: 'draws what the prompt says by geometry, without the network',
    wrap: draughtsman,
  },
  {
    name: 'one-seed',
    class: 'other rule',
    description:
      'paints what the prompt says with a seed of its own, so that pictures could be kept by prompt',
    wrap: oneSeed,
  },
  {
    name: 'bicubic',
    class: 'less work',
    description: 'enlarges by bicubic interpolation, without the network',
    wrap: bicubic,
  },
  {
    name: 'sharpener',
    class: 'less work',
    description: 'enlarges by bicubic interpolation and corrects it to fit the question, without the network',
    wrap: sharpener,
  },
  {
    name: 'blank',
    class: 'less work',
    description: 'answers open questions with an empty picture',
    wrap: blank,
  },
]
