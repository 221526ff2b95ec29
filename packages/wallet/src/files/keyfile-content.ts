import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import { isSubnetkitError } from '@subnetkit/core'
import { walletErrors } from '../errors.ts'
import { type Keypair, type Scheme, secretsOfKeypair } from '../keys/keypair.ts'
import { keypairFromMnemonic, keypairFromPrivateKey, keypairFromSeed } from '../keys/keypair-from.ts'
import { decodeSs58, isSs58 } from '../keys/ss58.ts'

/** The form of a plain keyfile. */
export type KeyfileForm = 'json' | 'raw-seed' | 'raw-private-key' | 'raw-phrase'

/** What a plain keyfile says. `keypair` is null when it holds an address only. */
export interface KeyfileContent {
  readonly form: KeyfileForm
  readonly scheme: Scheme
  readonly ss58: string
  readonly publicKey: Uint8Array
  readonly keypair: Keypair | null
}

type Derive = (scheme: Scheme) => Keypair

const schemeCodes: readonly Scheme[] = ['ed25519', 'sr25519']
const other = (scheme: Scheme): Scheme => (scheme === 'sr25519' ? 'ed25519' : 'sr25519')
const contentOf = (form: KeyfileForm, keypair: Keypair): KeyfileContent => ({
  form,
  scheme: keypair.scheme,
  ss58: keypair.ss58,
  publicKey: keypair.publicKey,
  keypair,
})

/**
 * Reads the bytes of a plain (or opened) keyfile by the rules of the Python SDK: a phrase before a seed before a
 * private key before an address; the stored address decides, where there is one.
 *
 * @param path for messages
 * @throws WALLET_CORRUPT, WALLET_ADDRESS_MISMATCH, WALLET_POLKADOT_EXPORT, KEY_SCHEME_UNSUPPORTED
 */
export function parseKeyfile(data: Uint8Array, path: string): KeyfileContent {
  const corrupt = (reason: string) => walletErrors.WALLET_CORRUPT({ path, reason })
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(data)
  } catch {
    throw corrupt('it is neither text nor an envelope that we know')
  }
  if (text.startsWith('\ufeff')) throw corrupt('it starts with a byte order mark')
  text = text.trim()
  if (text === '') throw corrupt('it is empty')
  try {
    return text.startsWith('{') ? readJson(text, path) : readRaw(text, path)
  } catch (error) {
    // What is wrong with the key inside is this file's trouble; the reasons name no secret.
    if (isSubnetkitError(error, 'KEY_INVALID')) throw corrupt(String(error.details.reason))
    if (isSubnetkitError(error, 'MNEMONIC_INVALID')) {
      throw corrupt(`its phrase is no valid mnemonic (${error.details.reason})`)
    }
    throw error
  }
}

/** Writes a keyfile's plain content: one line of JSON, with the secrets that are known of the key. */
export function formatKeyfile(keypair: Keypair): string {
  const { phrase, seed, privateKey } = secretsOfKeypair(keypair)
  const { ss58Address, cryptoType, ...publicHalf } = publicFields(keypair)
  return JSON.stringify({
    ...publicHalf,
    privateKey: `0x${bytesToHex(privateKey)}`,
    ...(phrase !== undefined && { secretPhrase: phrase }),
    ...(seed !== undefined && { secretSeed: `0x${bytesToHex(seed)}` }),
    ss58Address,
    cryptoType,
  })
}

/** Writes the content of a `…pub.txt`: the same without secrets. */
export function formatPublicKeyfile(key: Pick<Keypair, 'scheme' | 'publicKey' | 'ss58'>): string {
  return JSON.stringify(publicFields(key))
}

const publicFields = (key: Pick<Keypair, 'scheme' | 'publicKey' | 'ss58'>) => {
  const publicKey = `0x${bytesToHex(key.publicKey)}`
  return {
    accountId: publicKey,
    publicKey,
    ss58Address: key.ss58,
    cryptoType: schemeCodes.indexOf(key.scheme),
  }
}

function readRaw(text: string, path: string): KeyfileContent {
  const hex = text.replace(/^0x/, '')
  if (/^[0-9a-f]+$/i.test(hex) && hex.length === 64) {
    return contentOf('raw-seed', keypairFromSeed(hexToBytes(hex)))
  }
  if (/^[0-9a-f]+$/i.test(hex) && hex.length === 128) {
    return contentOf('raw-private-key', keypairFromPrivateKey(hexToBytes(hex)))
  }
  if (/^[a-z]+( [a-z]+){11,23}$/.test(text)) return contentOf('raw-phrase', keypairFromMnemonic(text))
  throw walletErrors.WALLET_CORRUPT({
    path,
    reason: 'it is no JSON object, no hexadecimal key and no phrase',
  })
}

function readJson(text: string, path: string): KeyfileContent {
  const corrupt = (reason: string) => walletErrors.WALLET_CORRUPT({ path, reason })
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    // No cause: the parser's message quotes the text.
    throw corrupt('it is not valid JSON')
  }
  const fields = new Map(Object.entries(parsed as object).filter(([, value]) => value !== null))
  if (fields.has('encoded') && fields.has('encoding')) throw walletErrors.WALLET_POLKADOT_EXPORT({ path })
  const textOf = (name: string): string | undefined => {
    const value = fields.get(name)
    if (value !== undefined && typeof value !== 'string') throw corrupt(`its field ${name} is not a text`)
    return value
  }
  const scheme = readScheme(fields, corrupt)
  const address = textOf('ss58Address') ?? textOf(' ss58Address')
  if (address !== undefined && !isSs58(address)) throw corrupt('its ss58Address is no address with prefix 42')
  const derive = readSecret(textOf, corrupt)
  if (derive) return contentOf('json', matchingKey(derive, scheme, address, path))
  if (address === undefined) throw corrupt('it holds neither a secret nor an address')
  return { form: 'json', scheme, ss58: address, publicKey: decodeSs58(address), keypair: null }
}

function readScheme(fields: ReadonlyMap<string, unknown>, corrupt: (reason: string) => Error): Scheme {
  const value = fields.get('cryptoType') ?? 1
  const code = typeof value === 'string' && /^\d{1,3}$/.test(value) ? Number(value) : value
  if (typeof code !== 'number' || !Number.isInteger(code)) throw corrupt('its cryptoType is no number')
  const scheme = schemeCodes[code]
  const isHashed = fields.get('accountType') === 'hashed' || fields.has('hashedDescriptor')
  if (scheme === undefined || isHashed) {
    const name = isHashed ? `hashed (cryptoType ${code})` : `cryptoType ${code}`
    throw walletErrors.KEY_SCHEME_UNSUPPORTED({ scheme: name })
  }
  return scheme
}

function readSecret(
  textOf: (name: string) => string | undefined,
  corrupt: (reason: string) => Error,
): Derive | undefined {
  const hexOf = (name: string): Uint8Array | undefined => {
    const hex = textOf(name)?.replace(/^0x/, '')
    if (hex === undefined) return undefined
    if (!/^([0-9a-f]{2})+$/i.test(hex)) throw corrupt(`its field ${name} is not hexadecimal`)
    return hexToBytes(hex)
  }
  const phrase = textOf('secretPhrase')
  if (phrase !== undefined) return (scheme) => keypairFromMnemonic(phrase, { scheme })
  const seed = hexOf('secretSeed')
  if (seed) return (scheme) => keypairFromSeed(seed, scheme)
  const privateKey = hexOf('privateKey')
  return privateKey && ((scheme) => keypairFromPrivateKey(privateKey, scheme))
}

/** The key under the scheme that gives the stored address: files exist whose cryptoType is absent or wrong. */
function matchingKey(derive: Derive, scheme: Scheme, address: string | undefined, path: string): Keypair {
  if (address === undefined) return derive(scheme)
  let failure: unknown = walletErrors.WALLET_ADDRESS_MISMATCH({ path })
  for (const candidate of [scheme, other(scheme)]) {
    try {
      const keypair = derive(candidate)
      if (keypair.ss58 === address) return keypair
    } catch (error) {
      if (candidate === scheme) failure = error
    }
  }
  throw failure
}
