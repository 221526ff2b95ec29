import {
  type Keypair,
  keypairFromMnemonic,
  keypairFromPrivateKey,
  keypairFromSeed,
  keypairFromUri,
  type Scheme,
} from '@subnetkit/wallet/keys'

const fromHex = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, 'hex'))

/**
 * The key of what people have at hand: a phrase, a seed, a keyfile's private key (both hexadecimal), or a URI with
 * junctions.
 *
 * @throws MNEMONIC_INVALID, KEY_URI_INVALID, KEY_INVALID
 */
export function keypairFromText(text: string, scheme: Scheme): Keypair {
  const trimmed = text.trim()
  const hex = /^(?:0x)?([0-9a-f]{64}|[0-9a-f]{128})$/i.exec(trimmed)?.[1]
  if (hex?.length === 64) return keypairFromSeed(fromHex(hex), scheme)
  if (hex) return keypairFromPrivateKey(fromHex(hex), scheme)
  if (trimmed.includes('/')) return keypairFromUri(trimmed, scheme)
  return keypairFromMnemonic(trimmed, { scheme })
}
