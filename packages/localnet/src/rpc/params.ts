import { isSubnetkitError } from '@subnetkit/core'
import { decodeSs58 } from '@subnetkit/wallet/keys'
import { bytesToBinary, bytesToHex, hexToBytes } from '../runtime/scale/hex.ts'
import { invalidParams } from './rpc-error.ts'

/** Bytes from hex, with or without 0x (the Python SDK sends none). */
export function bytesParam(value: unknown, name: string): Uint8Array {
  if (typeof value !== 'string') throw invalidParams(`${name} is no hex string`)
  try {
    return hexToBytes(value)
  } catch (error) {
    if (isSubnetkitError(error, 'SCALE_VALUE')) throw invalidParams(`${name} is no hex string`)
    throw error
  }
}

/** A storage key as the state has it. */
export const keyParam = (value: unknown, name = 'key'): string => bytesToBinary(bytesParam(value, name))

/** A block hash, or undefined for the head. */
export function hashParam(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined
  if (typeof value !== 'string' || !/^0x[0-9a-fA-F]{64}$/.test(value)) throw invalidParams('no block hash')
  return value.toLowerCase()
}

/** A block number: a number, or a decimal or 0x-hex string. */
export function numberParam(value: unknown, name: string): number {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  if (typeof number !== 'number' || !Number.isSafeInteger(number) || number < 0) {
    throw invalidParams(`${name} is no whole number`)
  }
  return number
}

export function textParam(value: unknown, name: string): string {
  if (typeof value !== 'string') throw invalidParams(`${name} is no string`)
  return value
}

export function listParam(value: unknown, name: string): readonly unknown[] {
  if (!Array.isArray(value)) throw invalidParams(`${name} is no list`)
  return value
}

/** An account from its ss58 address or its 0x-hex public key. */
export function accountParam(value: unknown): string {
  const text = textParam(value, 'account')
  if (/^0x[0-9a-fA-F]{64}$/.test(text)) return text.toLowerCase()
  try {
    return bytesToHex(decodeSs58(text, { anyPrefix: true }))
  } catch (error) {
    if (isSubnetkitError(error)) throw invalidParams(error.message)
    throw error
  }
}
