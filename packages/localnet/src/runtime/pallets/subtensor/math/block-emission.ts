import { U96F32 } from './fixed-point.ts'

/** 21 million TAO, or alpha, in rao. */
export const MAX_SUPPLY = 21_000_000_000_000_000n

const ONE_TOKEN = 1_000_000_000n

/**
 * Rao minted in one block at an issuance in rao: 1 token, halved each time half of what is left of the 21 million
 * has been issued. The chain asks it for TAO and, for every subnet, for its alpha.
 *
 * Source: pallets/subtensor, coinbase/block_emission.rs, `get_block_emission_for_issuance`.
 *
 * @example
 * ```ts
 * blockEmission(0n)                          // 1_000_000_000n
 * blockEmission(10_500_000n * 10n ** 9n)     //   500_000_000n
 * ```
 */
export const blockEmission = (issuance: bigint): bigint => {
  if (issuance >= MAX_SUPPLY) return 0n
  // In the fixed point of the runtime, so that a halving comes in the same block as there.
  const issued = U96F32.div(U96F32.of(issuance), U96F32.of(MAX_SUPPLY))
  const inverseOfRest = U96F32.div(U96F32.one, U96F32.one - issued)
  const halvings = BigInt((inverseOfRest >> 32n).toString(2).length - 1)
  return ONE_TOKEN >> halvings
}
