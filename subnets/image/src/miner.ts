import { randomUUID } from 'node:crypto'
import { defineMiner } from '@subnetkit/neuron'
import { protocolErrors } from '@subnetkit/protocol'
import { z } from 'zod'
import { contract, smallSide } from './contract.ts'
import { Engine, engineOf } from './engine/engine.ts'
import { fieldOf } from './field.ts'
import { fieldManifest, upscalerManifest } from './model.ts'
import { decodePng } from './png/decode-png.ts'
import { encodePng } from './png/encode-png.ts'
import { type Attributes, attributesOf } from './scene/index.ts'
import { upscalerOf } from './upscaler.ts'

/** Paints and enlarges with the subnet's networks in a worker thread; open pictures come from an engine, where there is one. */
export const miner = defineMiner(contract, {
  config: z.object({ field: fieldManifest, upscaler: upscalerManifest, engine: Engine.optional() }),
  async setup({ models, config }) {
    const engine = config.engine && engineOf(config.engine)
    // One after the other: when one is missing, none is being loaded while the process ends.
    const field = fieldOf(await models.load(config.field))
    const upscaler = upscalerOf(await models.load(config.upscaler))
    return { field, upscaler, engine }
  },
  routes: {
    generate: async ({ request, env: { field }, signal }) =>
      encodePng(await field.paint({ ...request, attributes: asked(request.prompt) }, signal)),

    async upscale({ request, env: { upscaler }, signal }) {
      const small = await decodePng(request, ({ width, height }) => isSmall(width) && isSmall(height))
      if (!small) {
        const { least, most } = smallSide
        const issues = `it is no opaque PNG of 8 bits a channel and ${least} to ${most} pixels a side`
        throw protocolErrors.BODY_INVALID({ issues })
      }
      return encodePng(await upscaler.upscale(small, signal))
    },

    async open({ request, env: { field, engine }, signal }) {
      if (engine) return encodePng(await engine.draw(request, signal))
      const picture = { ...request, attributes: asked(request.prompt), seed: randomUUID() }
      return encodePng(await field.paint(picture, signal))
    },
  },
})

const isSmall = (side: number): boolean => side >= smallSide.least && side <= smallSide.most

/** The field knows these pictures and no others: what else is asked for is refused. */
function asked(prompt: string): Attributes {
  const attributes = attributesOf(prompt)
  if (attributes) return attributes
  const issues = 'prompt: it must name one shape, colour, size, place and background that this model knows'
  throw protocolErrors.BODY_INVALID({ issues })
}
