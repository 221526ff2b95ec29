import { fileURLToPath } from 'node:url'

/** The model that everybody on this subnet runs: committed beside the code, with its hash in the manifest. */
export const modelManifest = fileURLToPath(new URL('../model/manifest.json', import.meta.url))
