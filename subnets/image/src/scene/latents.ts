import { seededRandom } from '@subnetkit/core'
import { type Attributes, attributeLength, encodeAttributes } from './attributes.ts'

/** How many numbers, beside the attributes, decide what a picture looks like. */
export const latentLength = 10

const steps = 2 ** 23

/**
 * The latents [10] of a seed: SHA-256 gives whole numbers of 24 bits, which become multiples of 2^-23 in [-1, 1). Single
 * precision holds these exactly, so every machine has the same ones.
 *
 * @param seed any text of at most 65535 bytes
 * @example
 * ```ts
 * latentsOf('7') // Float32Array(10), the same each time
 * ```
 */
export function latentsOf(seed: string): Float32Array {
  const random = seededRandom('latents').derive(seed)
  return Float32Array.from({ length: latentLength }, () => random.integer(2 * steps) / steps - 1)
}

/** Length of what the field is told about a picture: 38. */
export const conditionLength = attributeLength + latentLength

/** What the field is told about a picture [38]: its one-hot attributes, then its latents. */
export function conditionOf(attributes: Attributes, latents: Float32Array): Float32Array {
  const condition = new Float32Array(conditionLength)
  condition.set(encodeAttributes(attributes))
  condition.set(latents, attributeLength)
  return condition
}
