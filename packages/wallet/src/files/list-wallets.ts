import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { isSubnetkitError, type Ss58 } from '@subnetkit/core'
import type { Scheme } from '../keys/keypair.ts'
import { isKeyfileEncrypted, openKeyfile } from './open-keyfile.ts'
import { pathExists } from './private-file.ts'
import { defaultWalletDir, isNotAKey } from './wallet-paths.ts'

/**
 * A key in a list. The address of an encrypted key is that of its public half; address and scheme are null when there
 * is none, or when the file is absent or broken, with the code in `error`.
 */
export interface ListedKey {
  readonly name: string
  readonly ss58: Ss58 | null
  readonly scheme: Scheme | null
  readonly encrypted: boolean
  readonly error?: string
}

/** A wallet in a list. */
export interface ListedWallet {
  readonly name: string
  readonly coldkey: ListedKey
  readonly hotkeys: readonly ListedKey[]
}

const namesIn = async (folder: string, kind: 'isDirectory' | 'isFile'): Promise<string[]> => {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  // Links are neither: they are not listed, as they are not opened.
  return entries
    .filter((entry) => entry[kind]() && !isNotAKey(entry.name))
    .map((entry) => entry.name)
    .sort()
}

const listKey = async (name: string, secretPath: string, publicPath: string): Promise<ListedKey> => {
  const unknown = { name, ss58: null, scheme: null, encrypted: false }
  try {
    const exists = await pathExists(secretPath)
    const encrypted = exists && (await isKeyfileEncrypted(secretPath))
    if (encrypted && !(await pathExists(publicPath))) return { ...unknown, encrypted }
    const { ss58, scheme } = await openKeyfile(exists && !encrypted ? secretPath : publicPath)
    return { name, ss58, scheme, encrypted }
  } catch (error) {
    if (!isSubnetkitError(error)) throw error
    return { ...unknown, error: error.code }
  }
}

/**
 * The wallets of a folder, by name. Opens nothing that needs a password, and a broken file does not spoil the list.
 *
 * @example
 * ```ts
 * import { listWallets } from '@subnetkit/wallet/files'
 * for (const { name, coldkey } of await listWallets()) console.log(name, coldkey.ss58)
 * ```
 */
export async function listWallets(walletDir: string = defaultWalletDir()): Promise<ListedWallet[]> {
  const wallets: ListedWallet[] = []
  for (const name of await namesIn(walletDir, 'isDirectory')) {
    const folder = join(walletDir, name)
    const coldkey = await listKey('coldkey', join(folder, 'coldkey'), join(folder, 'coldkeypub.txt'))
    const hotkeys: ListedKey[] = []
    for (const hotkey of await namesIn(join(folder, 'hotkeys'), 'isFile')) {
      const path = join(folder, 'hotkeys', hotkey)
      hotkeys.push(await listKey(hotkey, path, `${path}pub.txt`))
    }
    wallets.push({ name, coldkey, hotkeys })
  }
  return wallets
}
