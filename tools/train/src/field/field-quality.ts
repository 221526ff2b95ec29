import { seededRandom } from '@subnetkit/core'
import type { Model } from '@subnetkit/models'
import {
  type Attributes,
  attributeIndex,
  attributeNames,
  conditionLength,
  conditionOf,
  drawAttributes,
  halve,
  latentsOf,
  meanSquaredError,
  type Picture,
  paint,
  pixelCentres,
  thingPainter,
} from '@subnetkit/subnet-image/scene'
import { readAttributes } from '../classifier/classifier-quality.ts'

/** Pictures to judge a field by: attributes and latents as requests have them. */
const request = (i: number): { attributes: Attributes; latents: Float32Array } => ({
  attributes: drawAttributes(seededRandom('evaluation of fields').derive(i)),
  latents: latentsOf(`evaluation ${i}`),
})

/** What a field paints. */
export async function paintByField(
  field: Model,
  { attributes, latents }: { attributes: Attributes; latents: Float32Array },
  size: number,
): Promise<Picture> {
  const { rgb } = await field.run({
    cond: { type: 'float32', dims: [1, conditionLength], data: conditionOf(attributes, latents) },
    uv: { type: 'float32', dims: [size * size, 2], data: pixelCentres(size, size) },
  })
  return { width: size, height: size, data: rgb!.data as Float32Array }
}

/** Mean squared error of `count` pictures of 96 × 96 to what the painter of training would have painted. */
export async function fieldError(field: Model, count: number): Promise<number> {
  const size = 96
  let sum = 0
  for (let i = 0; i < count; i++) {
    const { attributes, latents } = request(i)
    const truth = paint(thingPainter(attributes, latents), { width: size, height: size })
    sum += meanSquaredError(await paintByField(field, { attributes, latents }, size), truth)
  }
  return sum / count
}

/** Share of `count` pictures in which the classifier sees each attribute as it was asked for, and all of them. */
export async function fieldAdherence(
  field: Model,
  classifier: Model,
  count: number,
): Promise<Record<keyof Attributes | 'all', number>> {
  const right = { shape: 0, colour: 0, background: 0, size: 0, place: 0, all: 0 }
  for (let i = 0; i < count; i++) {
    const asked = request(i)
    const seen = await readAttributes(classifier, halve(halve(await paintByField(field, asked, 128))))
    const hits = attributeNames.filter((name, j) => seen[j] === attributeIndex(asked.attributes, name))
    for (const name of hits) right[name] += 1 / count
    if (hits.length === attributeNames.length) right.all += 1 / count
  }
  return right
}
