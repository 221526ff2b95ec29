import type { Random } from '@subnetkit/core'
import { halve, paint, pictureToPlanes, roundToBytes, sceneryPainter } from '@subnetkit/subnet-image/scene'
import { floats, type Tensors } from '../session.ts'

export interface UpscalerBatchSize {
  readonly rows: number
  /** Side of the small pictures. */
  readonly side: number
}

interface Pair {
  readonly small: Float32Array
  readonly large: Float32Array
}

/** Pairs to draw from, since painting takes longer than a training step: after the first ones, each step brings one new. */
const poolSize = 400
/** Shares of a scene's side that are seen: as large as in scenes of 80 to 320 pixels, which are what the network is used for. */
const [nearest, farthest] = [0.15, 0.6]

/** Draws batches of `small` [rows, 3, side, side] and the `large` pictures that they are the halves of. */
export function upscalerBatches({ rows, side }: UpscalerBatchSize, random: Random): () => Tensors {
  const pool: Pair[] = []
  let painted = 0
  const paintPair = (): Pair => {
    const size = nearest + (farthest - nearest) * random.fraction()
    const window = {
      x: random.fraction() * (1 - size),
      y: random.fraction() * (1 - size),
      width: size,
      height: size,
    }
    const painter = sceneryPainter(random.derive('scene', painted))
    const truth = paint(painter, { width: side * 2, height: side * 2, samples: 2, window })
    return { small: pictureToPlanes(roundToBytes(halve(truth))), large: pictureToPlanes(truth) }
  }
  return () => {
    do pool[painted++ % poolSize] = paintPair()
    while (painted < rows)
    const [small, large] = [new Float32Array(rows * 3 * side ** 2), new Float32Array(rows * 12 * side ** 2)]
    for (let row = 0; row < rows; row++) {
      const pair = random.pick(pool)
      small.set(pair.small, row * pair.small.length)
      large.set(pair.large, row * pair.large.length)
    }
    return {
      small: floats(small, [rows, 3, side, side]),
      large: floats(large, [rows, 3, side * 2, side * 2]),
    }
  }
}
