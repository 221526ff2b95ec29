import { z } from 'zod'
import type { Bitmap } from '../bitmap.ts'
import type { OpenOrder } from '../contract.ts'
import { imageErrors } from '../errors.ts'
import { askEngine } from './ask-engine.ts'
import { foreignPicture } from './foreign-picture.ts'

/** Where a miner's pictures for `open` come from: anything that speaks OpenAI's images API. */
export const Engine = z.object({
  /** The base, before `/v1/images/generations`. The operator's own choice, so it may be on this machine. */
  url: z.url({ protocol: /^https?$/ }),
  model: z.string().min(1).max(200),
  /** The environment variable that holds the engine's key. */
  apiKeyEnv: z
    .string()
    .regex(/^\w{1,100}$/)
    .optional(),
  /** The size to ask for, such as 1024x1024, where the engine makes only some; otherwise what the validator asks for. */
  size: z
    .string()
    .regex(/^\d{2,4}x\d{2,4}$/)
    .optional(),
  /** How long an answer may take. */
  seconds: z.number().min(0.1).max(600).default(25),
})
export type Engine = z.infer<typeof Engine>

/** A picture maker behind HTTP. */
export interface EngineClient {
  /**
   * Draws what the prompt says, cut and scaled to the size asked for.
   *
   * @throws ENGINE_UNREACHABLE, ENGINE_REFUSED, ENGINE_SLOW, ENGINE_ANSWER_INVALID, ENGINE_ANSWER_TOO_LARGE, or the
   *   signal's reason
   */
  draw(order: OpenOrder, signal?: AbortSignal): Promise<Bitmap>
}

/**
 * A client of the operator's engine.
 *
 * @throws ENGINE_KEY_MISSING
 * @example
 * ```ts
 * import { Engine, engineOf } from './engine/engine.ts'
 * const engine = engineOf(Engine.parse({ url: 'http://127.0.0.1:8080', model: 'stable-diffusion' }))
 * const { rgb } = await engine.draw({ prompt: 'a red ring', width: 128, height: 128 })
 * ```
 */
export function engineOf(engine: Engine): EngineClient {
  const apiKey = engine.apiKeyEnv && process.env[engine.apiKeyEnv]
  if (engine.apiKeyEnv && !apiKey) throw imageErrors.ENGINE_KEY_MISSING({ variable: engine.apiKeyEnv })
  return {
    async draw(order, signal) {
      const bytes = await askEngine({ engine, apiKey, order, signal })
      return foreignPicture(bytes, order, new URL(engine.url).host)
    },
  }
}
