import type { LanguageModelManifest } from '@subnetkit/models'

/**
 * The size of a decoder-only transformer: `width` is the length of a token's vector, a multiple of `heads`;
 * `contextLength` the longest run of tokens, prompt and answer together.
 */
export type TransformerShape = LanguageModelManifest['architecture']

/** What the masked places of an attention score get: far below any score, far above float32's lowest. */
const masked = -1e9

/** What is added to attention scores [length, length], so that a token sees itself and what came before. */
export function causalMask(length: number): Float32Array {
  const mask = new Float32Array(length * length)
  for (let i = 0; i < length; i++) mask.fill(masked, i * length + i + 1, (i + 1) * length)
  return mask
}
