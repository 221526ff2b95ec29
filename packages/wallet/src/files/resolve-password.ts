import { basename, dirname, resolve } from 'node:path'
import { isSubnetkitError } from '@subnetkit/core'
import { walletErrors } from '../errors.ts'
import { readPrivateFile } from './private-file.ts'
import type { Environment } from './wallet-paths.ts'

const passwordFileLimit = 4096

/** The variable that holds the password of one keyfile: separators and dots of its path become `_`. */
export function passwordVariable(keyfilePath: string): string {
  return `BT_PW_${keyfilePath.replace(/[/\\.]/g, '_').toUpperCase()}`
}

const xorWithName = (bytes: Uint8Array, name: string): Uint8Array => {
  const mask = Buffer.from(name)
  return bytes.map((byte, index) => byte ^ mask[index % mask.length]!)
}

/** The value to store in `variable`. It hides the password from a glance, not from anyone who tries. */
export function obfuscatePassword(variable: string, password: string): string {
  return Buffer.from(xorWithName(Buffer.from(password), variable)).toString('base64')
}

/** The password behind the value of `variable`. */
export function revealPassword(variable: string, value: string): string {
  return new TextDecoder().decode(xorWithName(Buffer.from(value, 'base64'), variable))
}

/**
 * Reads a password from a file: its text without the line ends at the end.
 *
 * @throws WALLET_PASSWORD_FILE
 */
export async function readPasswordFile(path: string): Promise<string> {
  const refuse = (reason: string) => walletErrors.WALLET_PASSWORD_FILE({ path, reason })
  let bytes: Uint8Array
  try {
    bytes = await readPrivateFile(path, passwordFileLimit)
  } catch (error) {
    throw refuse(isSubnetkitError(error) ? error.message.replace(/\.$/, '') : 'it cannot be read')
  }
  const password = new TextDecoder().decode(bytes).replace(/[\r\n]+$/, '')
  if (password === '') throw refuse('it is empty')
  return password
}

/** A password and where it came from, for messages. */
export interface ResolvedPassword {
  readonly password: string
  readonly source: string
}

/**
 * Finds the password of a keyfile in the order of the Python SDK: given, BT_WALLET_PASSWORD, `BT_PW_<PATH>`, the file
 * of BT_WALLET_PASSWORD_FILE. The general variables are meant for coldkeys: a file under `hotkeys/` is opened by a
 * given password or its own variable only. Keychains are not read.
 *
 * @throws WALLET_PASSWORD_MISSING, WALLET_PASSWORD_FILE
 */
export async function resolvePassword(options: {
  path: string
  password?: string | undefined
  env?: Environment
}): Promise<ResolvedPassword> {
  const { path, password, env = process.env } = options
  if (password) return { password, source: 'as given' }
  const isHotkey = basename(dirname(resolve(path))) === 'hotkeys'
  if (!isHotkey && env.BT_WALLET_PASSWORD) {
    return { password: env.BT_WALLET_PASSWORD, source: 'of BT_WALLET_PASSWORD' }
  }
  for (const variable of [passwordVariable(path), passwordVariable(resolve(path))]) {
    const value = env[variable]
    if (value) return { password: revealPassword(variable, value), source: `of ${variable}` }
  }
  if (!isHotkey && env.BT_WALLET_PASSWORD_FILE) {
    const found = await readPasswordFile(env.BT_WALLET_PASSWORD_FILE)
    return { password: found, source: 'of BT_WALLET_PASSWORD_FILE' }
  }
  throw walletErrors.WALLET_PASSWORD_MISSING({ path, variable: passwordVariable(path) })
}
