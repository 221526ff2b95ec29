import { fileURLToPath } from 'node:url'

/** The folder of a subnet's committed models. */
export const modelFolder = (subnet: 'text' | 'image' | 'inference'): string =>
  fileURLToPath(new URL(`../../../subnets/${subnet}/model/`, import.meta.url))
