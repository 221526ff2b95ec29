import type { Ss58 } from '@subnetkit/core'
import { walletErrors } from '../errors.ts'
import type { Keypair, Scheme } from '../keys/keypair.ts'
import { openKeyfile } from './open-keyfile.ts'
import { refuseLinks } from './private-file.ts'
import { type Environment, type WalletRef, walletPaths } from './wallet-paths.ts'

const openSecret = async (
  path: string,
  options: { password?: string | undefined; env?: Environment },
): Promise<Keypair> => {
  const { keypair } = await openKeyfile(path, options)
  if (!keypair) throw walletErrors.WALLET_NO_SECRET({ path })
  return keypair
}

/**
 * Opens a wallet's hotkey, which is what a neuron signs with.
 *
 * @throws what `openKeyfile` throws, WALLET_NAME_INVALID, WALLET_NO_SECRET
 * @example
 * ```ts
 * import { readHotkey } from '@subnetkit/wallet/files'
 * const hotkey = await readHotkey({ wallet: 'mine', hotkey: 'default' })
 * ```
 */
export async function readHotkey(
  options: WalletRef & { password?: string | undefined; env?: Environment },
): Promise<Keypair> {
  const paths = walletPaths(options)
  await refuseLinks(paths.folder, paths.hotkeysFolder)
  return openSecret(paths.hotkey, options)
}

/**
 * Opens a wallet's coldkey, which moves funds. Miners and validators never need it.
 *
 * @throws what `openKeyfile` throws, WALLET_NAME_INVALID, WALLET_NO_SECRET
 */
export async function readColdkey(
  options: Omit<WalletRef, 'hotkey'> & { password?: string | undefined; env?: Environment },
): Promise<Keypair> {
  const paths = walletPaths(options)
  await refuseLinks(paths.folder)
  return openSecret(paths.coldkey, options)
}

/**
 * Reads the address of a wallet's coldkey; no password is needed.
 *
 * @throws what `openKeyfile` throws, WALLET_NAME_INVALID
 */
export async function readColdkeyPub(
  options: Omit<WalletRef, 'hotkey'>,
): Promise<{ ss58: Ss58; scheme: Scheme }> {
  const paths = walletPaths(options)
  await refuseLinks(paths.folder)
  const { ss58, scheme } = await openKeyfile(paths.coldkeyPub)
  return { ss58, scheme }
}
