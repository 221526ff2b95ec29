import { utf8ToBytes } from '@noble/hashes/utils.js'
import { walletErrors } from '../errors.ts'
import type { Keypair } from '../keys/keypair.ts'
import { encryptKeyfile } from './decrypt-keyfile.ts'
import { formatKeyfile, formatPublicKeyfile } from './keyfile-content.ts'
import { pathExists, refuseLinks, writePrivateFile } from './private-file.ts'
import { type WalletRef, walletPaths } from './wallet-paths.ts'

/** Where and how to store a key. */
export interface ImportKeyOptions extends WalletRef {
  /** Which key of the wallet it becomes. */
  readonly role: 'coldkey' | 'hotkey'
  readonly keypair: Keypair
  /** Encrypts the file; null stores it plain, as hotkeys usually are. */
  readonly password: string | null
  /** Replaces a key that is there, which is lost then. */
  readonly overwrite?: boolean
}

/** Which files `importKey` wrote. */
export interface StoredKey {
  readonly path: string
  readonly publicPath: string
}

/**
 * Stores a key in a wallet: the keyfile and, beside it, the public half that needs no password.
 *
 * @throws WALLET_KEY_EXISTS, WALLET_PASSWORD_EMPTY, WALLET_NAME_INVALID, WALLET_SYMLINK,
 *   WALLET_UNREADABLE, KEY_INVALID (a keypair that this package did not make)
 */
export async function importKey(options: ImportKeyOptions): Promise<StoredKey> {
  const { keypair, password, overwrite = false } = options
  const paths = walletPaths(options)
  const path = paths[options.role]
  const publicPath = options.role === 'coldkey' ? paths.coldkeyPub : paths.hotkeyPub
  // JavaScript callers may leave it out; a key must not end up plain by accident.
  if (password === '' || password === undefined) throw walletErrors.WALLET_PASSWORD_EMPTY({ path })
  await refuseLinks(paths.folder, paths.hotkeysFolder)
  if (!overwrite) await refuseExisting(path, publicPath)
  const plain = utf8ToBytes(formatKeyfile(keypair))
  const data = password === null ? plain : await encryptKeyfile(plain, password)
  await writePrivateFile(path, data, overwrite)
  await writePrivateFile(publicPath, utf8ToBytes(formatPublicKeyfile(keypair)), overwrite)
  return { path, publicPath }
}

/** Throws WALLET_KEY_EXISTS when one of the files is there. */
export async function refuseExisting(...paths: string[]): Promise<void> {
  for (const path of paths) {
    if (await pathExists(path)) throw walletErrors.WALLET_KEY_EXISTS({ path })
  }
}
