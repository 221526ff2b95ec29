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

/** One picture to classify, with edges between soft and as hard as its pixels allow. */
export function drawExample(random: Random): { attributes: Attributes; input: Float32Array } {
  const attributes = drawAttributes(random)
  const sharpness = 60 + 100 * random.fraction()
  const picture = paint(thingPainter(attributes, drawLatents(random), sharpness), {
    width: side,
    height: side,
  })
  return { attributes, input: classifierInput(pictureToPlanes(picture)) }
}

/** Noisy pictures `x` [rows, 3, 32, 32] and their attributes' indices `label0` … `label4` [rows]. */
export function drawClassifierBatch(rows: number, random: Random): Tensors {
  const inputs = new Float32Array(rows * 3 * side * side)
  const labels = attributeNames.map(() => new Int32Array(rows))
  for (let row = 0; row < rows; row++) {
    const { attributes, input } = drawExample(random)
    const noise = random.bytes(input.length)
    const strength = (random.fraction() * maxNoise * 2) / 128
    inputs.set(
      input.map((value, i) => value + (noise[i]! - 127.5) * strength),
      row * input.length,
    )
    for (const [i, name] of attributeNames.entries()) labels[i]![row] = attributeIndex(attributes, name)
  }
  return {
    x: floats(inputs, [rows, 3, side, side]),
    ...Object.fromEntries(labels.map((values, i) => [`label${i}`, integers(values, [rows])])),
  }
}
