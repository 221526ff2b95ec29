import type { Model } from '@subnetkit/models'
import type { Bitmap } from './bitmap.ts'
import { demandNetwork } from './demand-network.ts'
import { type Attributes, attributeIndex, attributeNames } from './scene/index.ts'

/** Reads what a picture shows. */
export interface Classifier {
  /** How many of the five attributes it sees as they were asked for. */
  hits(picture: Bitmap, asked: Attributes, signal: AbortSignal): Promise<number>
}

/** The size that the network reads. */
const side = 32

/**
 * The classifier over its model. Throws what `Model.run` throws.
 *
 * @throws MODEL_KIND
 */
export function classifierOf(model: Model): Classifier {
  demandNetwork(model, 'classifier', { inputs: ['x'], outputs: attributeNames.map((_, i) => `l${i}`) })
  return {
    async hits(picture, asked, signal) {
      const x = { type: 'float32' as const, dims: [1, 3, side, side], data: shrunkPlanes(picture) }
      const heads = await model.run({ x }, { signal })
      return attributeNames.filter(
        (name, i) => likeliest(heads[`l${i}`]!.data as Float32Array) === attributeIndex(asked, name),
      ).length
    },
  }
}

const likeliest = (scores: Float32Array): number => scores.indexOf(Math.max(...scores))

/** Means of boxes, in planes, -1 … 1. Sides that are no multiple of 32 lose what is left over at the right and bottom. */
function shrunkPlanes({ width, height, rgb }: Bitmap): Float32Array {
  const [boxWidth, boxHeight] = [Math.floor(width / side), Math.floor(height / side)]
  const planes = new Float32Array(3 * side * side)
  const scale = 2 / (255 * boxWidth * boxHeight)
  for (let y = 0; y < side * boxHeight; y++) {
    for (let x = 0; x < side * boxWidth; x++) {
      const to = Math.floor(y / boxHeight) * side + Math.floor(x / boxWidth)
      for (let c = 0; c < 3; c++) planes[c * side * side + to]! += rgb[(y * width + x) * 3 + c]! * scale
    }
  }
  return planes.map((value) => value - 1)
}
