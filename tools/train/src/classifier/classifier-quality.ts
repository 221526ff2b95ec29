import { seededRandom } from '@subnetkit/core'
import type { Model } from '@subnetkit/models'
import {
  type Attributes,
  attributeIndex,
  attributeNames,
  type Picture,
  pictureToPlanes,
} from '@subnetkit/subnet-image/scene'
import { likeliest } from '../likeliest.ts'
import { classifierInput, drawExample } from './classifier-batch.ts'
import { classifierSide as side } from './classifier-network.ts'

/** Indices of the attributes that the classifier sees in a picture of 32 × 32. */
export const readAttributes = (classifier: Model, picture: Picture): Promise<number[]> =>
  classify(classifier, classifierInput(pictureToPlanes(picture)))

async function classify(classifier: Model, input: Float32Array): Promise<number[]> {
  const logits = await classifier.run({ x: { type: 'float32', dims: [1, 3, side, side], data: input } })
  return attributeNames.map((_, i) => likeliest(logits[`l${i}`]!.data as Float32Array))
}

/** Share of `count` pictures, drawn as in training but without noise, in which each attribute is read right. */
export async function classifierAccuracy(
  classifier: Model,
  count: number,
): Promise<Record<keyof Attributes, number>> {
  const random = seededRandom('evaluation of classifiers')
  const right = { shape: 0, colour: 0, background: 0, size: 0, place: 0 }
  for (let i = 0; i < count; i++) {
    const { attributes, input } = drawExample(random)
    const seen = await classify(classifier, input)
    for (const [j, name] of attributeNames.entries()) {
      if (seen[j] === attributeIndex(attributes, name)) right[name] += 1 / count
    }
  }
  return right
}
