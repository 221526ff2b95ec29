import type { Random } from '@subnetkit/core'
import {
  type Attributes,
  attributeIndex,
  attributeNames,
  drawAttributes,
  paint,
  pictureToPlanes,
  thingPainter,
} from '@subnetkit/subnet-image/scene'
import { drawLatents } from '../field/field-batch.ts'
import { floats, integers, type Tensors } from '../session.ts'
import { classifierSide as side } from './classifier-network.ts'

/** Most that a channel is off by: pictures from elsewhere are not as clean as ours. */
const maxNoise = 0.08

/** Planes [3, 32, 32] of a picture, -1 … 1, as the classifier reads them. */
export const classifierInput = (planes: Float32Array): Float32Array => planes.map((value) => value * 2 - 1)

/** A picture as the classifier reads it, and what it shows. */
export interface Example {
  readonly attributes: Attributes
  readonly input: Float32Array
}

/** One picture to classify, with edges between soft and as hard as its pixels allow. */
export function drawExample(random: Random): Example {
  const attributes = drawAttributes(random)
  const sharpness = 60 + 100 * random.fraction()
  const picture = paint(thingPainter(attributes, drawLatents(random), sharpness), {
    width: side,
    height: side,
  })
  return { attributes, input: classifierInput(pictureToPlanes(picture)) }
}

/** Pictures to draw from, since painting takes longer than a training step: each step brings some new ones. */
const poolSize = 2000
const newOnes = 8

/** Draws batches of noisy pictures `x` [rows, 3, 32, 32] with their attributes' indices `label0` … `label4` [rows]. */
export function classifierBatches(rows: number, random: Random): () => Tensors {
  const pool: Example[] = []
  let painted = 0
  return () => {
    do pool[painted++ % poolSize] = drawExample(random)
    while (painted < rows || painted % newOnes !== 0)
    const inputs = new Float32Array(rows * 3 * side * side)
    const labels = attributeNames.map(() => new Int32Array(rows))
    // One stretch of noise that each picture enters elsewhere: fresh noise for all would take longer than the step.
    const noise = random.bytes(4096)
    for (let row = 0; row < rows; row++) {
      const { attributes, input } = random.pick(pool)
      const strength = (random.fraction() * maxNoise * 2) / 128
      const from = random.integer(noise.length)
      const start = row * input.length
      for (let i = 0; i < input.length; i++) {
        inputs[start + i] = input[i]! + (noise[(from + i) % noise.length]! - 127.5) * strength
      }
      for (const [i, name] of attributeNames.entries()) labels[i]![row] = attributeIndex(attributes, name)
    }
    return {
      x: floats(inputs, [rows, 3, side, side]),
      ...Object.fromEntries(labels.map((values, i) => [`label${i}`, integers(values, [rows])])),
    }
  }
}
