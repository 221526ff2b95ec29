import { z } from 'zod'
import { EngineConfig } from './engine/engine-config.ts'
import { modelManifest } from './model.ts'

/** What a miner of this subnet can be told: another model, or an engine instead of one. */
export const MinerConfig = z.object({
  /** Manifest of the model that answers, for a subnet with another one. */
  model: z.string().min(1).default(modelManifest),
  /** The engine that answers in the model's place. */
  engine: EngineConfig.optional(),
})
export type MinerConfig = z.infer<typeof MinerConfig>

/** What a validator of this subnet can be told. */
export const ValidatorConfig = z.object({
  /** Manifest of the model that proves answers and names what can be asked for. */
  model: z.string().min(1).default(modelManifest),
  /** The validator's own engine, of the same model as the miners', that proves answers in the model's place. */
  engine: EngineConfig.optional(),
  /** The least and the most tokens that an answer is asked to have. */
  tokens: z
    .tuple([z.int().min(1).max(1_024), z.int().min(1).max(1_024)])
    .refine(([least, most]) => least <= most, 'the least is above the most')
    .default([40, 112]),
})
export type ValidatorConfig = z.infer<typeof ValidatorConfig>
