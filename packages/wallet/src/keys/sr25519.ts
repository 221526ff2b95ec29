import { ristretto255 } from '@noble/curves/ed25519.js'
import { concatBytes } from '@noble/hashes/utils.js'
import { walletErrors } from '../errors.ts'
import { type Keypair, makeKeypair, type Secrets } from './keypair.ts'
import { canonicalPrivateKey, canonicalScalar, expandPrivateKey } from './sr25519-private-key.ts'
import { sr25519KeypairFromSeed, sr25519Sign } from './wasm.ts'

/** A keypair from the 96 bytes that the WebAssembly module works on: expanded private key, public key. */
export function sr25519FromPair(pair: Uint8Array, known: Omit<Secrets, 'privateKey'> = {}): Keypair {
  const expanded = pair.slice(0, 64)
  const publicKey = pair.slice(64)
  return makeKeypair({
    scheme: 'sr25519',
    publicKey,
    sign: (message) => sr25519Sign(publicKey, expanded, message),
    secrets: () => ({ ...known, privateKey: canonicalPrivateKey(expanded) }),
  })
}

/** The pair of a mini secret (32 bytes), expanded in ed25519 mode. */
export const sr25519PairFromSeed = (seed: Uint8Array): Uint8Array => sr25519KeypairFromSeed(seed)

/** A keypair from a keyfile's private key (canonical, 64 bytes). Throws KEY_INVALID. */
export function sr25519FromPrivateKey(privateKey: Uint8Array): Keypair {
  const scalar = canonicalScalar(privateKey)
  if (scalar === undefined) {
    throw walletErrors.KEY_INVALID({
      reason:
        'an sr25519 private key has 64 bytes and a canonical scalar (libraries for JavaScript hold 8 times it)',
    })
  }
  const publicKey = ristretto255.Point.BASE.multiply(scalar).toBytes()
  return sr25519FromPair(concatBytes(expandPrivateKey(privateKey), publicKey))
}
