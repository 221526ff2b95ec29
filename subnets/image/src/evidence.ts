import type { Random } from '@subnetkit/core'
import type { AnsweredExchange } from '@subnetkit/neuron'
import { type Bitmap, bitmapOf, pictureOf } from './bitmap.ts'
import type { Classifier } from './classifier.ts'
import type { contract, OpenOrder, Order } from './contract.ts'
import type { Field } from './field.ts'
import type { FindingOf } from './finding.ts'
import { hiddenTruth, shownOf, truthSide } from './hidden-truth.ts'
import { decodePng } from './png/decode-png.ts'
import { attributesOf, doubleBicubic } from './scene/index.ts'
import { spotCheck } from './spot-check.ts'
import { upscaleQuality } from './upscale-quality.ts'
import type { Upscaler } from './upscaler.ts'

/** The validator's own networks. */
export interface Judges {
  readonly field: Field
  readonly upscaler: Upscaler
  readonly classifier: Classifier
}

/** What an upscale question keeps back: the seed of the truth. */
export interface Hidden {
  readonly seed: string
}

interface Case {
  readonly exchange: AnsweredExchange<(typeof contract)['routes']>
  readonly hidden: Hidden | undefined
  readonly random: Random
  readonly signal: AbortSignal
  readonly env: Judges
}

type Finding = FindingOf<'generate'> | FindingOf<'upscale'> | FindingOf<'open'>

/** What one answer shows; undefined where nothing can be known, as of a picture to enlarge that a user has sent. */
export async function evidenceOf(of: Case): Promise<Finding | undefined> {
  const { route, request, outcome, timing } = of.exchange
  const ms = timing.doneMs
  if (route === 'generate') return generated(of, request, await sized(outcome.response, request), ms)
  if (route === 'open') return opened(of, request, await sized(outcome.response, request), ms)
  const answer = await sized(outcome.response, { width: truthSide, height: truthSide })
  return of.hidden && enlarged(of, of.hidden, answer, ms)
}

/** The picture, when it has the size that was asked for. */
const sized = (png: Uint8Array, asked: { readonly width: number; readonly height: number }) =>
  decodePng(png, ({ width, height }) => width === asked.width && height === asked.height)

async function generated(
  { env: { field }, random, signal }: Case,
  order: Order,
  answer: Bitmap | undefined,
  ms: number,
): Promise<FindingOf<'generate'> | undefined> {
  const attributes = attributesOf(order.prompt)
  if (!attributes) return undefined
  if (!answer) return { route: 'generate', valid: false, matching: 0, worst: 255, ms }
  return {
    route: 'generate',
    ...(await spotCheck({ field, picture: { ...order, attributes }, answer, random, signal })),
    ms,
  }
}

async function enlarged(
  { env: { upscaler }, signal }: Case,
  hidden: Hidden,
  answer: Bitmap | undefined,
  ms: number,
): Promise<FindingOf<'upscale'>> {
  if (!answer) return { route: 'upscale', quality: 0, gainDb: 0, ssim: 0, ms }
  const truth = await hiddenTruth(hidden.seed)
  const shown = shownOf(truth)
  const reference = pictureOf(await upscaler.upscale(bitmapOf(shown), signal))
  const measured = upscaleQuality({
    truth,
    answer: pictureOf(answer),
    bicubic: doubleBicubic(shown),
    reference,
  })
  return { route: 'upscale', ...measured, ms }
}

async function opened(
  { env: { classifier }, signal }: Case,
  order: OpenOrder,
  answer: Bitmap | undefined,
  ms: number,
): Promise<FindingOf<'open'> | undefined> {
  const attributes = attributesOf(order.prompt)
  if (!attributes) return undefined
  return { route: 'open', hits: answer ? await classifier.hits(answer, attributes, signal) : 0, ms }
}
