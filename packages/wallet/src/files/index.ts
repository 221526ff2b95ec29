export { walletErrors } from '../errors.ts'
export {
  type CreatedWallet,
  type CreateWalletOptions,
  createHotkey,
  createWallet,
} from './create-wallet.ts'
export type { KeyfileEncryption } from './decrypt-keyfile.ts'
export { type ImportKeyOptions, importKey, type StoredKey } from './import-key.ts'
export type { KeyfileForm } from './keyfile-content.ts'
export { type ListedKey, type ListedWallet, listWallets } from './list-wallets.ts'
export { isKeyfileEncrypted, type OpenedKeyfile, openKeyfile } from './open-keyfile.ts'
export { readColdkey, readColdkeyPub, readHotkey } from './read-wallet.ts'
export { obfuscatePassword, passwordVariable, readPasswordFile } from './resolve-password.ts'
export {
  defaultWalletDir,
  type Environment,
  type WalletPaths,
  type WalletRef,
  walletPaths,
} from './wallet-paths.ts'
