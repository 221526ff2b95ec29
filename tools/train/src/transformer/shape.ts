/** The size of a decoder-only transformer. */
export interface TransformerShape {
  readonly vocabulary: number
  /** Length of a token's vector; a multiple of `heads`. */
  readonly width: number
  readonly layers: number
  readonly heads: number
  /** The longest run of tokens, prompt and answer together. */
  readonly contextLength: number
}

/** What the masked places of an attention score get: far below any score, far above float32's lowest. */
export const masked = -1e9

/** The scores' mask [queries, past + queries]: query i sees the past and keys 0 … i. */
export function causalMask(queries: number, past = 0): Float32Array {
  const keys = past + queries
  const mask = new Float32Array(queries * keys)
  for (let i = 0; i < queries; i++) mask.fill(masked, i * keys + past + i + 1, (i + 1) * keys)
  return mask
}
