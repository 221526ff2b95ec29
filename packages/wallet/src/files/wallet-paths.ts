import { homedir } from 'node:os'
import { join } from 'node:path'
import { walletErrors } from '../errors.ts'

/** Environment variables, as `process.env` has them. */
export type Environment = Readonly<Record<string, string | undefined>>

/** Where wallets lie when nothing else is said: BT_WALLET_PATH, else `~/.bittensor/wallets`. */
export function defaultWalletDir(env: Environment = process.env): string {
  const configured = env.BT_WALLET_PATH
  if (!configured) return join(homedir(), '.bittensor', 'wallets')
  return configured.replace(/^~(?=$|\/)/, homedir())
}

/** Names one wallet, and one hotkey of it. */
export interface WalletRef {
  /** Folder of wallets; `defaultWalletDir()` when absent. */
  readonly walletDir?: string | undefined
  readonly wallet: string
  /** `default` when absent. */
  readonly hotkey?: string | undefined
}

/** The files of one wallet, in the layout that btcli has used since its version 4. */
export interface WalletPaths {
  readonly folder: string
  readonly hotkeysFolder: string
  readonly coldkey: string
  readonly coldkeyPub: string
  readonly hotkey: string
  readonly hotkeyPub: string
}

const isName = (name: string): boolean =>
  /^[\p{L}\p{N}_][\p{L}\p{N}_. -]{0,99}$/u.test(name) && !isNotAKey(name) && !name.endsWith(' ')

/** Files under `hotkeys/` that hold no hotkey: locks, public halves, and what a killed writer leaves behind. */
export function isNotAKey(fileName: string): boolean {
  return /(\.lock|\.tmp|pub\.txt)$/.test(fileName) || fileName.startsWith('.')
}

/**
 * The paths of a wallet's files.
 *
 * @throws WALLET_NAME_INVALID for names that would leave the folder or be taken for something else
 */
export function walletPaths(ref: WalletRef): WalletPaths {
  const { walletDir = defaultWalletDir(), wallet, hotkey = 'default' } = ref
  for (const [what, name] of [
    ['wallet', wallet],
    ['hotkey', hotkey],
  ] as const) {
    if (!isName(name)) throw walletErrors.WALLET_NAME_INVALID({ what, name: String(name).slice(0, 40) })
  }
  const folder = join(walletDir, wallet)
  const hotkeysFolder = join(folder, 'hotkeys')
  return {
    folder,
    hotkeysFolder,
    coldkey: join(folder, 'coldkey'),
    coldkeyPub: join(folder, 'coldkeypub.txt'),
    hotkey: join(hotkeysFolder, hotkey),
    hotkeyPub: join(hotkeysFolder, `${hotkey}pub.txt`),
  }
}
