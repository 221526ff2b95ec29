import { fileURLToPath } from 'node:url'
import { z } from 'zod'

/** The model that everybody on this subnet runs: committed beside the code, with its hash in the manifest. */
export const modelManifest = fileURLToPath(new URL('../model/manifest.json', import.meta.url))

/** Miner and validator take a manifest of one's own, for a subnet with another model. */
export const Config = z.object({ model: z.string().min(1).default(modelManifest) })
