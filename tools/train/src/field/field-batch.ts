import type { Random } from '@subnetkit/core'
import {
  conditionLength,
  conditionOf,
  drawAttributes,
  latentLength,
  placeCentres,
  thingPainter,
} from '@subnetkit/subnet-image/scene'
import { floats, type Tensors } from '../session.ts'

export interface FieldBatchSize {
  readonly pictures: number
  /** Points of each picture. */
  readonly points: number
}

/** Half the side of the square around a thing that half of the points come from: edges are where there is most to learn. */
const nearby = 0.33

/** Latents as `latentsOf` distributes them, drawn in bulk. */
export function drawLatents(random: Random): Float32Array {
  const drawn = new DataView(random.bytes(latentLength * 4).buffer)
  return Float32Array.from({ length: latentLength }, (_, i) => drawn.getUint32(i * 4) / 2 ** 31 - 1)
}

/** Random points of random pictures with their true colours: `condition`, `points` and `colours`. */
export function drawFieldBatch({ pictures, points }: FieldBatchSize, random: Random): Tensors {
  const conditions = new Float32Array(pictures * conditionLength)
  const places = new Float32Array(pictures * points * 2)
  const colours = new Float32Array(pictures * points * 3)
  for (let picture = 0, at = 0; picture < pictures; picture++) {
    const attributes = drawAttributes(random)
    const latents = drawLatents(random)
    conditions.set(conditionOf(attributes, latents), picture * conditionLength)
    const painter = thingPainter(attributes, latents)
    const [middleX, middleY] = placeCentres[attributes.place]
    // One call for all points: drawing numbers one by one would take as long as training on them.
    const drawn = new DataView(random.bytes(points * 4).buffer)
    for (let i = 0; i < points; i++, at++) {
      let x = (drawn.getUint16(i * 4) + 0.5) / 65_536
      let y = (drawn.getUint16(i * 4 + 2) + 0.5) / 65_536
      if (i % 2 === 1) {
        x = Math.min(1, Math.max(0, middleX + (x * 2 - 1) * nearby))
        y = Math.min(1, Math.max(0, middleY + (y * 2 - 1) * nearby))
      }
      places[at * 2] = x
      places[at * 2 + 1] = y
      painter(x, y, colours, at * 3)
    }
  }
  return {
    condition: floats(conditions, [pictures, conditionLength]),
    points: floats(places, [pictures, points, 2]),
    colours: floats(colours, [pictures * points, 3]),
  }
}
