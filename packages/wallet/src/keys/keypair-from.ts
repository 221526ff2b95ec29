import { hexToBytes } from '@noble/hashes/utils.js'
import { walletErrors } from '../errors.ts'
import { ed25519FromSeed } from './ed25519.ts'
import { deriveEd25519, deriveSr25519, parsePath } from './junction.ts'
import { assertScheme, type Keypair, type Scheme, type Secrets } from './keypair.ts'
import { mnemonicToSeed, normalizeMnemonic } from './mnemonic.ts'
import { sr25519FromPair, sr25519FromPrivateKey, sr25519PairFromSeed } from './sr25519.ts'

/** The public phrase of Substrate's development accounts. Anyone can sign for them. */
export const devPhrase = 'bottom drive obey lake curtain smoke basket hold race lonely fit walk'

const fromSeed = (seed: Uint8Array, scheme: Scheme, known: Omit<Secrets, 'privateKey'>): Keypair => {
  assertScheme(scheme)
  return scheme === 'sr25519'
    ? sr25519FromPair(sr25519PairFromSeed(seed), known)
    : ed25519FromSeed(seed, known)
}

/**
 * The key of a 32-byte seed (for sr25519, the mini secret).
 *
 * @throws KEY_INVALID when the seed has not 32 bytes
 */
export function keypairFromSeed(seed: Uint8Array, scheme: Scheme = 'sr25519'): Keypair {
  if (seed.length !== 32) {
    throw walletErrors.KEY_INVALID({ reason: `a seed has 32 bytes, this one ${seed.length}` })
  }
  return fromSeed(seed, scheme, { seed: Uint8Array.from(seed) })
}

/**
 * The key of a phrase.
 *
 * @throws MNEMONIC_INVALID
 * @example
 * ```ts
 * import { generateMnemonic, keypairFromMnemonic } from '@subnetkit/wallet/keys'
 * const hotkey = keypairFromMnemonic(generateMnemonic())
 * ```
 */
export function keypairFromMnemonic(
  mnemonic: string,
  options: { scheme?: Scheme; password?: string } = {},
): Keypair {
  const { scheme = 'sr25519', password = '' } = options
  const seed = mnemonicToSeed(mnemonic, password)
  // A phrase that needs a password is not the whole secret; keyfiles then hold the seed only.
  return fromSeed(seed, scheme, password === '' ? { seed, phrase: normalizeMnemonic(mnemonic) } : { seed })
}

/**
 * The key of a private key as keyfiles store it: sr25519 64 bytes in schnorrkel's canonical form, ed25519 the seed of
 * 32 bytes (or 64, of which the first half counts).
 *
 * @throws KEY_INVALID, among others for the form that JavaScript libraries hold (8 times the scalar)
 */
export function keypairFromPrivateKey(privateKey: Uint8Array, scheme: Scheme = 'sr25519'): Keypair {
  assertScheme(scheme)
  if (scheme === 'sr25519') return sr25519FromPrivateKey(privateKey)
  if (privateKey.length !== 32 && privateKey.length !== 64) {
    throw walletErrors.KEY_INVALID({ reason: 'an ed25519 private key has 32 or 64 bytes' })
  }
  return ed25519FromSeed(privateKey.subarray(0, 32))
}

let devSeed: Uint8Array | undefined

const rootSeed = (root: string, password: string): Uint8Array => {
  if (!root.startsWith('0x')) {
    if (root !== devPhrase || password !== '') return mnemonicToSeed(root, password)
    devSeed ??= mnemonicToSeed(devPhrase)
    return devSeed
  }
  if (!/^0x[0-9a-fA-F]{64}$/.test(root)) {
    throw walletErrors.KEY_URI_INVALID({ reason: 'a seed is written as 0x and 64 hexadecimal digits' })
  }
  return hexToBytes(root.slice(2))
}

/**
 * The key of a secret URI: `[phrase | 0x seed][//hard][/soft]…[///password]`. Without a phrase it starts from the
 * public development phrase, so `//Alice` is everybody's.
 *
 * @throws KEY_URI_INVALID, MNEMONIC_INVALID
 * @example
 * ```ts
 * import { keypairFromUri } from '@subnetkit/wallet/keys'
 * keypairFromUri('//Alice').ss58 // '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY'
 * ```
 */
export function keypairFromUri(uri: string, scheme: Scheme = 'sr25519'): Keypair {
  assertScheme(scheme)
  const match = /^([\p{L}\p{N}_ ]+)?((?:\/\/?[^/]+)*)(?:\/\/\/(.*))?$/su.exec(uri)
  if (!match || uri === '') throw walletErrors.KEY_URI_INVALID({ reason: 'it does not have the form of one' })
  const [, root = devPhrase, path = '', password = ''] = match
  const seed = rootSeed(root, password)
  const steps = parsePath(path)
  return scheme === 'sr25519'
    ? sr25519FromPair(deriveSr25519(sr25519PairFromSeed(seed), steps))
    : ed25519FromSeed(deriveEd25519(seed, steps))
}
