import type { Model } from '@subnetkit/models'
import { type Bitmap, roundedBytes } from './bitmap.ts'
import { demandNetwork } from './demand-network.ts'
import { type Attributes, conditionLength, conditionOf, latentsOf, pixelCentres } from './scene/index.ts'

/** A picture that the field knows how to paint. */
export interface FieldPicture {
  readonly attributes: Attributes
  readonly seed: string
  readonly width: number
  readonly height: number
}

/** The network that gives each pixel its colour, whatever the other pixels are. */
export interface Field {
  /** The colours [n × 3] of these pixels, counted row by row from the top left. */
  colours(picture: FieldPicture, pixels: ArrayLike<number>, signal: AbortSignal): Promise<Uint8Array>
  /** The whole picture, part by part, so that pictures that are asked for at the same time take turns. */
  paint(picture: FieldPicture, signal: AbortSignal): Promise<Bitmap>
}

/** Pixels of one run of the model: some milliseconds. */
const pixelsPerRun = 4_096

/**
 * The field over its model. Both methods throw what `Model.run` throws.
 *
 * @throws MODEL_KIND
 * @example
 * ```ts
 * import { createModels } from '@subnetkit/models'
 * import { fieldOf } from './field.ts'
 * import { attributesOf } from './scene/index.ts'
 *
 * const models = createModels()
 * const field = fieldOf(await models.load(new URL('../model/field.json', import.meta.url)))
 * const attributes = attributesOf('a big red ring at the left on a blue background')!
 * const { rgb } = await field.paint({ attributes, seed: 'one', width: 128, height: 128 }, signal)
 * ```
 */
export function fieldOf(model: Model): Field {
  demandNetwork(model, 'field', { inputs: ['cond', 'uv'], outputs: ['rgb'] })
  const colours: Field['colours'] = async (picture, pixels, signal) => {
    const condition = conditionOf(picture.attributes, latentsOf(picture.seed))
    const points = pixelCentres(picture.width, picture.height, pixels)
    const { rgb } = await model.run(
      {
        cond: { type: 'float32', dims: [1, conditionLength], data: condition },
        uv: { type: 'float32', dims: [pixels.length, 2], data: points },
      },
      { signal },
    )
    return roundedBytes(rgb!.data as Float32Array)
  }
  return {
    colours,
    async paint(picture, signal) {
      const { width, height } = picture
      const rgb = new Uint8Array(width * height * 3)
      for (let from = 0; from < width * height; from += pixelsPerRun) {
        const length = Math.min(pixelsPerRun, width * height - from)
        const pixels = Uint32Array.from({ length }, (_, i) => from + i)
        rgb.set(await colours(picture, pixels, signal), from * 3)
      }
      return { width, height, rgb }
    },
  }
}
