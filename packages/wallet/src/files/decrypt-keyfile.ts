import { walletErrors } from '../errors.ts'
import { decryptAnsibleVault } from './ansible-vault.ts'
import { fernetKey, openFernet } from './fernet.ts'
import { naclKey } from './nacl-key.ts'
import { openSecretbox, sealSecretbox } from './secretbox.ts'

/** How a keyfile is encrypted. Only `nacl` is written; the others are what older releases wrote. */
export type KeyfileEncryption = 'nacl' | 'ansible' | 'fernet'

/** The encryption that a keyfile's first bytes announce; undefined for a plain one. */
export function keyfileEncryption(data: Uint8Array): KeyfileEncryption | undefined {
  const start = new TextDecoder().decode(data.subarray(0, 14))
  if (start.startsWith('$NACL')) return 'nacl'
  if (start.startsWith('$ANSIBLE_VAULT')) return 'ansible'
  return start.startsWith('gAAAAA') ? 'fernet' : undefined
}

const decrypt = {
  nacl: async (data: Uint8Array, password: string) => openSecretbox(data, await naclKey(password)),
  ansible: decryptAnsibleVault,
  fernet: async (data: Uint8Array, password: string) => openFernet(data, await fernetKey(password)),
}

/**
 * Opens an encrypted keyfile.
 *
 * @param from where the file and the password came from, for messages
 * @throws WALLET_PASSWORD_WRONG, WALLET_CORRUPT, WALLET_DERIVATION_FAILED
 */
export async function decryptKeyfile(
  data: Uint8Array,
  encryption: KeyfileEncryption,
  password: string,
  from: { path: string; source: string },
): Promise<Uint8Array> {
  const plain = await decrypt[encryption](data, password)
  if (plain === 'wrong') throw walletErrors.WALLET_PASSWORD_WRONG(from)
  if (plain === 'malformed') {
    throw walletErrors.WALLET_CORRUPT({ path: from.path, reason: 'its encrypted envelope is damaged' })
  }
  return plain
}

/** Seals a keyfile as btcli does. Throws WALLET_DERIVATION_FAILED. */
export async function encryptKeyfile(plain: Uint8Array, password: string): Promise<Uint8Array> {
  return sealSecretbox(plain, await naclKey(password))
}
