import type { Keypair, Scheme } from '../keys/keypair.ts'
import { keypairFromMnemonic } from '../keys/keypair-from.ts'
import { generateMnemonic, type WordCount } from '../keys/mnemonic.ts'
import { importKey, refuseExisting } from './import-key.ts'
import { refuseLinks } from './private-file.ts'
import { type WalletRef, walletPaths } from './wallet-paths.ts'

/** What `createWallet` makes. Keys that are not given are made anew. */
export interface CreateWalletOptions extends WalletRef {
  /** Of keys that are made or read from `mnemonic`; sr25519 when absent. */
  readonly scheme?: Scheme
  /** Words of the phrases that are made; 12 when absent. */
  readonly words?: WordCount
  /** Encrypts the coldkey; null stores it plain. The hotkey is stored plain, as neurons need it. */
  readonly password: string | null
  /** The coldkey's phrase. */
  readonly mnemonic?: string
  /** The coldkey itself. */
  readonly coldkeyKeypair?: Keypair
  /** The hotkey itself. */
  readonly hotkeyKeypair?: Keypair
}

/** The keys of a new wallet, and the phrases of those that were made: the only time they are shown. */
export interface CreatedWallet {
  readonly coldkey: Keypair
  readonly hotkey: Keypair
  readonly mnemonics: { readonly coldkey?: string; readonly hotkey?: string }
}

const newKey = (options: { scheme?: Scheme; words?: WordCount }): { keypair: Keypair; made: string } => {
  const made = generateMnemonic(options.words)
  return { keypair: keypairFromMnemonic(made, { scheme: options.scheme ?? 'sr25519' }), made }
}

const coldkeyOf = (options: CreateWalletOptions): { keypair: Keypair; made?: string } => {
  if (options.coldkeyKeypair) return { keypair: options.coldkeyKeypair }
  if (options.mnemonic === undefined) return newKey(options)
  return { keypair: keypairFromMnemonic(options.mnemonic, { scheme: options.scheme ?? 'sr25519' }) }
}

/**
 * Makes a wallet: coldkey, hotkey and their public halves, in btcli's layout. Nothing is written when any of the files
 * is there.
 *
 * @throws WALLET_KEY_EXISTS, WALLET_PASSWORD_EMPTY, WALLET_NAME_INVALID, WALLET_SYMLINK, WALLET_UNREADABLE,
 *   MNEMONIC_INVALID
 * @example
 * ```ts
 * import { createWallet } from '@subnetkit/wallet/files'
 * const { hotkey, mnemonics } = await createWallet({ walletDir: './wallets', wallet: 'mine', password: null })
 * ```
 */
export async function createWallet(options: CreateWalletOptions): Promise<CreatedWallet> {
  const paths = walletPaths(options)
  await refuseLinks(paths.folder, paths.hotkeysFolder)
  await refuseExisting(paths.coldkey, paths.coldkeyPub, paths.hotkey, paths.hotkeyPub)
  const coldkey = coldkeyOf(options)
  const hotkey = options.hotkeyKeypair ? { keypair: options.hotkeyKeypair } : newKey(options)
  const { walletDir, wallet, password } = options
  await importKey({ walletDir, wallet, role: 'coldkey', keypair: coldkey.keypair, password })
  await importKey({
    walletDir,
    wallet,
    hotkey: options.hotkey,
    role: 'hotkey',
    keypair: hotkey.keypair,
    password: null,
  })
  return {
    coldkey: coldkey.keypair,
    hotkey: hotkey.keypair,
    mnemonics: {
      ...(coldkey.made !== undefined && { coldkey: coldkey.made }),
      ...('made' in hotkey && { hotkey: hotkey.made }),
    },
  }
}

/**
 * Adds a new hotkey to a wallet, stored plain.
 *
 * @throws WALLET_KEY_EXISTS, WALLET_NAME_INVALID, WALLET_SYMLINK, WALLET_UNREADABLE
 */
export async function createHotkey(
  options: WalletRef & { scheme?: Scheme; words?: WordCount },
): Promise<{ hotkey: Keypair; mnemonic: string }> {
  const { keypair, made } = newKey(options)
  await importKey({ ...options, role: 'hotkey', keypair, password: null })
  return { hotkey: keypair, mnemonic: made }
}
