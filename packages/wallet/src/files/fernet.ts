import { createDecipheriv, createHmac, pbkdf2, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

const pbkdf2Async = promisify(pbkdf2)
const salt = 'Iguesscyborgslikemyselfhaveatendencytobeparanoidaboutourorigins'
const [headerLength, ivLength, tagLength] = [9, 16, 32]

/** The 32-byte Fernet key of a password in the first keyfiles: PBKDF2-SHA256 with ten million rounds, some seconds. */
export function fernetKey(password: string): Promise<Buffer> {
  return pbkdf2Async(password, salt, 10_000_000, 32, 'sha256')
}

/** Opens a Fernet token (version 0x80, HMAC-SHA256, AES-128-CBC). Source: github.com/fernet/spec. */
export function openFernet(data: Uint8Array, key: Buffer): Uint8Array | 'wrong' | 'malformed' {
  const text = new TextDecoder().decode(data).trim()
  if (!/^[A-Za-z0-9_-]+={0,2}$/.test(text)) return 'malformed'
  const token = Buffer.from(text, 'base64url')
  const sealedLength = token.length - headerLength - ivLength - tagLength
  if (token[0] !== 0x80 || sealedLength < 16 || sealedLength % 16 !== 0) return 'malformed'

  const signed = token.subarray(0, -tagLength)
  const expected = createHmac('sha256', key.subarray(0, 16)).update(signed).digest()
  if (!timingSafeEqual(token.subarray(-tagLength), expected)) return 'wrong'
  const iv = signed.subarray(headerLength, headerLength + ivLength)
  const cipher = createDecipheriv('aes-128-cbc', key.subarray(16), iv)
  try {
    return Buffer.concat([cipher.update(signed.subarray(headerLength + ivLength)), cipher.final()])
  } catch {
    return 'malformed'
  }
}
