import type { Ss58 } from '@subnetkit/core'
import { walletErrors } from '../errors.ts'
import { encodeSs58 } from './ss58.ts'

/** The signature schemes that Bittensor's neurons use. */
export type Scheme = 'sr25519' | 'ed25519'

/** A key that signs. Its secret is not reachable through it, so printing or serialising it is harmless. */
export interface Keypair {
  readonly scheme: Scheme
  /** 32 bytes. */
  readonly publicKey: Uint8Array
  /** The address with prefix 42. */
  readonly ss58: Ss58
  /** 64 bytes over exactly `message`; sr25519 (context `substrate`) is randomised, ed25519 is not. */
  sign(message: Uint8Array): Uint8Array
}

/** What a keyfile stores of a key. Where it came from decides which parts are known. */
export interface Secrets {
  /** sr25519: canonical, 64 bytes; ed25519: the seed, 32 bytes. */
  readonly privateKey: Uint8Array
  readonly seed?: Uint8Array
  readonly phrase?: string
}

const secretsOf = new WeakMap<Keypair, () => Secrets>()

/** Throws KEY_SCHEME_UNSUPPORTED unless `scheme` is one of ours; JavaScript callers are not type-checked. */
export function assertScheme(scheme: string): asserts scheme is Scheme {
  if (scheme !== 'sr25519' && scheme !== 'ed25519') {
    throw walletErrors.KEY_SCHEME_UNSUPPORTED({ scheme: String(scheme).slice(0, 40) })
  }
}

/** Builds a keypair that keeps its secret to itself. */
export function makeKeypair(parts: {
  scheme: Scheme
  publicKey: Uint8Array
  sign: (message: Uint8Array) => Uint8Array
  secrets: () => Secrets
}): Keypair {
  const { scheme, sign } = parts
  const publicKey = Uint8Array.from(parts.publicKey)
  const ss58 = encodeSs58(publicKey)
  const shown = { scheme, ss58 }
  const keypair: Keypair = Object.freeze(
    Object.defineProperties(
      { scheme, publicKey, ss58, sign: (message: Uint8Array) => sign(message) },
      {
        toJSON: { value: () => shown },
        [Symbol.for('nodejs.util.inspect.custom')]: { value: () => `Keypair(${scheme} ${ss58})` },
      },
    ),
  )
  secretsOf.set(keypair, parts.secrets)
  return keypair
}

/** The secrets of a keypair made by this copy of the package, for writing keyfiles. Never log them. */
export function secretsOfKeypair(keypair: Keypair): Secrets {
  const secrets = secretsOf.get(keypair)
  if (!secrets) throw walletErrors.KEY_INVALID({ reason: 'the keypair was not made by this package' })
  return secrets()
}
