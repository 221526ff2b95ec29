import { fileURLToPath } from 'node:url'
import { z } from 'zod'

/** The models that everybody on this subnet serves: committed beside the code, with their hashes. */
export const modelsFile = fileURLToPath(new URL('../models.json', import.meta.url))

/** Miner and validator take a list of one's own, for a subnet with other models. */
export const Config = z.object({ models: z.string().min(1).default(modelsFile) })

/** An inference server that does a miner's work. */
const Engine = z.strictObject({
  url: z.url({ protocol: /^https?$/ }),
  /** Its names for our models, where they differ. */
  names: z.record(z.string(), z.string()).default({}),
  /** How long it may take for one answer. */
  timeoutMs: z.int().min(1).max(600_000).default(20_000),
})
export type Engine = z.infer<typeof Engine>

/** What a miner can be told beside that: which server does the work, as an object or its URL alone. */
export const MinerConfig = Config.extend({
  engine: z.preprocess((value) => (typeof value === 'string' ? { url: value } : value), Engine.optional()),
})
