import { createDecipheriv, createHmac, pbkdf2, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

const pbkdf2Async = promisify(pbkdf2)
const isHex = (text: string): boolean => text.length % 2 === 0 && /^[0-9a-f]+$/i.test(text)

const unpad = (data: Uint8Array): Uint8Array | 'malformed' => {
  const pad = data.at(-1) ?? 0
  const tail = data.subarray(-pad)
  const isPadding = pad >= 1 && pad <= 16 && tail.length === pad && tail.every((byte) => byte === pad)
  return isPadding ? data.subarray(0, -pad) : 'malformed'
}

/**
 * Opens an Ansible vault (1.1, 1.2): PBKDF2-SHA256 with 10,000 rounds, HMAC-SHA256 over the ciphertext, AES-256-CTR
 * with PKCS#7 padding. Source: lib/ansible/parsing/vault, VaultAES256.
 */
export async function decryptAnsibleVault(
  data: Uint8Array,
  password: string,
): Promise<Uint8Array | 'wrong' | 'malformed'> {
  const [header = '', ...lines] = new TextDecoder().decode(data).split(/\r?\n/)
  if (!/^\$ANSIBLE_VAULT;1\.[12];AES256(;\S+)?\s*$/.test(header)) return 'malformed'
  const outer = lines.join('').trim()
  if (!isHex(outer)) return 'malformed'
  const parts = Buffer.from(outer, 'hex').toString('latin1').split('\n')
  if (parts.length !== 3 || !parts.every(isHex)) return 'malformed'
  const [salt, tag, sealed] = parts.map((part) => Buffer.from(part, 'hex')) as [Buffer, Buffer, Buffer]

  const derived = await pbkdf2Async(password, salt, 10_000, 80, 'sha256')
  const expected = createHmac('sha256', derived.subarray(32, 64)).update(sealed).digest()
  if (tag.length !== expected.length || !timingSafeEqual(tag, expected)) return 'wrong'
  const cipher = createDecipheriv('aes-256-ctr', derived.subarray(0, 32), derived.subarray(64, 80))
  return unpad(Buffer.concat([cipher.update(sealed), cipher.final()]))
}
