import { defineErrors } from './define-errors.ts'

declare const unit: unique symbol
type Branded<T, Name extends string> = T & { readonly [unit]?: Name }

/** TAO in its smallest unit: 1 TAO = 10^9 rao. Never a float. */
export type Rao = Branded<bigint, 'rao'>
/** A subnet's alpha, in the same 9 decimals as rao. */
export type AlphaRao = Branded<bigint, 'alpha-rao'>
/** An ss58 address with prefix 42. */
export type Ss58 = Branded<string, 'ss58'>
/** The ss58 address of a key that signs for a neuron. */
export type Hotkey = Ss58
/** The ss58 address of a key that holds funds. */
export type Coldkey = Ss58
/** A subnet's number, 0 … 65535. */
export type Netuid = Branded<number, 'netuid'>
/** A slot in a subnet, 0 … 65535. */
export type Uid = Branded<number, 'uid'>
/** A block's height. */
export type BlockNumber = Branded<number, 'block'>
/** A fraction as the chain stores it: 65535 is 1. */
export type U16 = Branded<number, 'u16'>

/** How many rao are one TAO. */
export const raoPerTao: Rao = 1_000_000_000n

/** What reading an amount can end with. */
export const unitErrors = defineErrors({
  AMOUNT_INVALID: {
    message: '"{text}" is not an amount of TAO.',
    remedy: 'Write a decimal number with at most nine places, for example 1.5.',
  },
})

/**
 * Reads a decimal amount of TAO, exactly.
 *
 * @throws AMOUNT_INVALID when the text is no decimal number or has more than nine places
 * @example
 * ```ts
 * import { parseTao } from '@subnetkit/core'
 * parseTao('1.5') // 1500000000n rao
 * ```
 */
export function parseTao(text: string): Rao {
  const match = /^(\d{1,12})(?:\.(\d{1,9}))?$/.exec(text.trim())
  if (!match) throw unitErrors.AMOUNT_INVALID({ text: text.slice(0, 40) })
  return BigInt(match[1]!) * raoPerTao + BigInt((match[2] ?? '').padEnd(9, '0'))
}

/**
 * Writes rao (or alpha in the same decimals) as a decimal amount, cut (not rounded) to `places`.
 *
 * @example
 * ```ts
 * import { formatTao } from '@subnetkit/core'
 * formatTao(1_234_567_890n, 2) // '1.23'
 * ```
 */
export function formatTao(amount: Rao | AlphaRao, places = 9): string {
  const sign = amount < 0n ? '-' : ''
  const magnitude = amount < 0n ? -amount : amount
  const fraction = (magnitude % raoPerTao).toString().padStart(9, '0').slice(0, places)
  return `${sign}${magnitude / raoPerTao}${places > 0 ? `.${fraction}` : ''}`
}
