import { ed25519 } from '@noble/curves/ed25519.js'
import { type Keypair, makeKeypair, type Secrets } from './keypair.ts'

/** A keypair from a seed of 32 bytes. */
export function ed25519FromSeed(seed: Uint8Array, known: Omit<Secrets, 'privateKey'> = {}): Keypair {
  const secret = Uint8Array.from(seed)
  return makeKeypair({
    scheme: 'ed25519',
    publicKey: ed25519.getPublicKey(secret),
    sign: (message) => ed25519.sign(message, secret),
    secrets: () => ({ ...known, privateKey: Uint8Array.from(secret) }),
  })
}
