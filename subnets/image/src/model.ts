import { fileURLToPath } from 'node:url'
import { z } from 'zod'

const manifest = (name: string) =>
  z
    .string()
    .min(1)
    .default(fileURLToPath(new URL(`../model/${name}.json`, import.meta.url)))

/** The network that paints, which miners and validators must have in common; set another one on both sides. */
export const fieldManifest = manifest('field')
/** The network that enlarges: a miner may bring its own; the validator's is the yardstick. */
export const upscalerManifest = manifest('upscaler')
/** The network that reads what a picture shows; validators only. */
export const classifierManifest = manifest('classifier')
