import { xsalsa20poly1305 } from '@noble/ciphers/salsa.js'
import { concatBytes, randomBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { walletErrors } from '../errors.ts'
import { decryptAnsibleVault } from './ansible-vault.ts'
import { decryptFernet } from './fernet.ts'
import { naclKey } from './nacl-key.ts'

/** How a keyfile is encrypted. Only `nacl` is written; the others are what older releases wrote. */
export type KeyfileEncryption = 'nacl' | 'ansible' | 'fernet'

const naclPrefix = utf8ToBytes('$NACL')
const nonceLength = 24
const tagLength = 16

/** The encryption that a keyfile's first bytes announce; undefined for a plain one. */
export function keyfileEncryption(data: Uint8Array): KeyfileEncryption | undefined {
  const start = new TextDecoder().decode(data.subarray(0, 14))
  if (start.startsWith('$NACL')) return 'nacl'
  if (start.startsWith('$ANSIBLE_VAULT')) return 'ansible'
  return start.startsWith('gAAAAA') ? 'fernet' : undefined
}

const decryptNacl = async (
  data: Uint8Array,
  password: string,
): Promise<Uint8Array | 'wrong' | 'malformed'> => {
  const body = data.subarray(naclPrefix.length)
  if (body.length < nonceLength + tagLength) return 'malformed'
  const box = xsalsa20poly1305(await naclKey(password), body.subarray(0, nonceLength))
  try {
    return box.decrypt(body.subarray(nonceLength))
  } catch {
    return 'wrong'
  }
}

/**
 * Opens an encrypted keyfile.
 *
 * @param from where the password came from, for the message
 * @throws WALLET_PASSWORD_WRONG, WALLET_CORRUPT, WALLET_DERIVATION_FAILED
 */
export async function decryptKeyfile(
  data: Uint8Array,
  encryption: KeyfileEncryption,
  password: string,
  from: { path: string; source: string },
): Promise<Uint8Array> {
  const decrypt = { nacl: decryptNacl, ansible: decryptAnsibleVault, fernet: decryptFernet }[encryption]
  const plain = await decrypt(data, password)
  if (plain === 'wrong') throw walletErrors.WALLET_PASSWORD_WRONG(from)
  if (plain === 'malformed') {
    throw walletErrors.WALLET_CORRUPT({ path: from.path, reason: 'its encrypted envelope is damaged' })
  }
  return plain
}

/** Seals a keyfile as btcli does (`$NACL`, a nonce, XSalsa20-Poly1305). `nonce` is for tests. */
export async function encryptKeyfile(
  plain: Uint8Array,
  password: string,
  nonce: Uint8Array = randomBytes(nonceLength),
): Promise<Uint8Array> {
  const box = xsalsa20poly1305(await naclKey(password), nonce)
  return concatBytes(naclPrefix, nonce, box.encrypt(plain))
}
