import { walletErrors } from '../errors.ts'

/** Order of the ristretto255 group. */
const order = 2n ** 252n + 27742317777372353535851937790883648493n

const readScalar = (bytes: Uint8Array): bigint =>
  bytes.subarray(0, 32).reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n)

const withScalar = (scalar: bigint, rest: Uint8Array): Uint8Array => {
  const out = Uint8Array.from(rest)
  for (let i = 0; i < 32; i++) out[i] = Number((scalar >> BigInt(8 * i)) & 255n)
  return out
}

/** The scalar of a canonical private key, 0 < s < order; undefined when it is none. */
export function canonicalScalar(privateKey: Uint8Array): bigint | undefined {
  const scalar = readScalar(privateKey)
  return privateKey.length === 64 && scalar > 0n && scalar < order ? scalar : undefined
}

/**
 * From the form of keyfiles (schnorrkel's canonical one: scalar, nonce, 64 bytes) to the form of JavaScript libraries
 * (ed25519-expanded: 8 times the scalar, nonce).
 *
 * @throws KEY_INVALID when the scalar is zero or not below the group's order, as in a key that is already expanded
 */
export function expandPrivateKey(canonical: Uint8Array): Uint8Array {
  const scalar = canonicalScalar(canonical)
  if (scalar === undefined) {
    throw walletErrors.KEY_INVALID({
      reason: 'the sr25519 private key is not in the canonical form of keyfiles',
    })
  }
  return withScalar(scalar * 8n, canonical)
}

/**
 * From the form of JavaScript libraries to the form of keyfiles.
 *
 * @throws KEY_INVALID when the scalar is no multiple of 8
 */
export function canonicalPrivateKey(expanded: Uint8Array): Uint8Array {
  const scalar = readScalar(expanded)
  const canonical = withScalar(scalar >> 3n, expanded)
  if ((scalar & 7n) !== 0n || canonicalScalar(canonical) === undefined) {
    throw walletErrors.KEY_INVALID({ reason: 'the sr25519 private key is not in the ed25519-expanded form' })
  }
  return canonical
}
