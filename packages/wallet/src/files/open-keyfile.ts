import type { Ss58 } from '@subnetkit/core'
import type { Keypair, Scheme } from '../keys/keypair.ts'
import { decryptKeyfile, type KeyfileEncryption, keyfileEncryption } from './decrypt-keyfile.ts'
import { type KeyfileForm, parseKeyfile } from './keyfile-content.ts'
import { readPrivateFile } from './private-file.ts'
import { resolvePassword } from './resolve-password.ts'
import type { Environment } from './wallet-paths.ts'

/** Far above any keyfile (an ML-DSA one has about 25 KB), far below what could hurt. */
const keyfileLimit = 64 * 1024

/** A keyfile that was read and opened. */
export interface OpenedKeyfile {
  readonly path: string
  /** The encryption of an encrypted file, the form of a plain one. */
  readonly kind: KeyfileEncryption | KeyfileForm
  readonly encrypted: boolean
  readonly scheme: Scheme
  readonly ss58: Ss58
  /** 32 bytes. */
  readonly publicKey: Uint8Array
  /** Null when the file holds an address only. */
  readonly keypair: Keypair | null
}

/**
 * Reads one keyfile of any form that btcli writes or once wrote: JSON, a bare seed, private key or phrase, plain or
 * encrypted ($NACL, Ansible vault, Fernet).
 *
 * @throws WALLET_NOT_FOUND, WALLET_SYMLINK, WALLET_UNREADABLE, WALLET_CORRUPT, WALLET_ADDRESS_MISMATCH,
 *   WALLET_POLKADOT_EXPORT, KEY_SCHEME_UNSUPPORTED, WALLET_PASSWORD_MISSING, WALLET_PASSWORD_WRONG
 * @example
 * ```ts
 * import { openKeyfile } from '@subnetkit/wallet/files'
 * const { keypair } = await openKeyfile('wallets/mine/hotkeys/default')
 * ```
 */
export async function openKeyfile(
  path: string,
  options: { password?: string | undefined; env?: Environment } = {},
): Promise<OpenedKeyfile> {
  const data = await readPrivateFile(path, keyfileLimit)
  const encryption = keyfileEncryption(data)
  let plain = data
  if (encryption) {
    const { password, source } = await resolvePassword({ path, ...options })
    plain = await decryptKeyfile(data, encryption, password, { path, source })
  }
  const { form, ...content } = parseKeyfile(plain, path)
  return { path, kind: encryption ?? form, encrypted: encryption !== undefined, ...content }
}

/** Whether a keyfile is encrypted, without opening it. */
export async function isKeyfileEncrypted(path: string): Promise<boolean> {
  return keyfileEncryption(await readPrivateFile(path, keyfileLimit)) !== undefined
}
