import { hexToBytes as nobleToBytes, bytesToHex as nobleToHex } from '@noble/hashes/utils.js'
import { localnetErrors } from '../../errors.ts'

/** Lower-case hex with 0x. */
export const bytesToHex = (bytes: Uint8Array): string => `0x${nobleToHex(bytes)}`

/**
 * The bytes of a hex text, with or without 0x.
 *
 * @throws SCALE_VALUE when the text is no hex
 */
export function hexToBytes(text: string): Uint8Array {
  const digits = text.startsWith('0x') ? text.slice(2) : text
  if (digits.length % 2 !== 0 || !/^[0-9a-fA-F]*$/.test(digits)) {
    throw localnetErrors.SCALE_VALUE({ value: text.slice(0, 80), type: 'hex' })
  }
  return nobleToBytes(digits)
}

const latin1 = Array.from({ length: 256 }, (_, byte) => String.fromCharCode(byte))

/** Bytes as a string of one character per byte: the form of storage keys, whose order is the order of the bytes. */
export function bytesToBinary(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += latin1[byte]
  return text
}

export function binaryToBytes(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length)
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i)
  return bytes
}

export const concat = (...parts: readonly Uint8Array[]): Uint8Array => {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    out.set(part, at)
    at += part.length
  }
  return out
}
