import { createCipheriv, createHmac, pbkdf2Sync } from 'node:crypto'
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { describe, expect, it } from 'vitest'
import { decryptAnsibleVault } from './ansible-vault.ts'
import { decryptKeyfile, keyfileEncryption } from './decrypt-keyfile.ts'
import { fernetKey, openFernet } from './fernet.ts'
import { naclKey } from './nacl-key.ts'
import { openSecretbox, sealSecretbox } from './secretbox.ts'

const from = { path: 'w/coldkey', source: 'as given' }
const plain = utf8ToBytes('{"ss58Address":"5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY"}')
const sealed = hexToBytes(
  '244e41434c000102030405060708090a0b0c0d0e0f1011121314151617c2aa4f3620153b53beb9d2bb8ee72c8b1fecc48d0eca' +
    '315d11d8fe05503b311ac190b1f348530b53007772d52ecd6d4e6523629944efa361e01af9fff7df0522173da352c9472abf75' +
    '0d2b5dccb62977637e',
)
const naclTestKey = hexToBytes('59e56f09281b4b97c4a4421839e63786e28b5c7b7038eac7f24e5483e2d322b9')

describe('$NACL', () => {
  it('derives the key that libsodium derives, without holding up the event loop', {
    timeout: 240_000,
  }, async () => {
    let ticks = 0
    const timer = setInterval(() => ticks++, 10)
    const derived = await naclKey('testing')
    clearInterval(timer)
    expect(bytesToHex(derived)).toBe(bytesToHex(naclTestKey))
    expect(ticks).toBeGreaterThan(10)
  })

  it('opens and writes the golden file', () => {
    expect(keyfileEncryption(sealed)).toBe('nacl')
    expect(openSecretbox(sealed, naclTestKey)).toEqual(plain)
    const nonce = Uint8Array.from({ length: 24 }, (_, index) => index)
    expect(bytesToHex(sealSecretbox(plain, naclTestKey, nonce))).toBe(bytesToHex(sealed))
    expect(sealSecretbox(plain, naclTestKey)).not.toEqual(sealSecretbox(plain, naclTestKey))
  })

  it('refuses another key, a changed bit anywhere and a cut envelope', () => {
    expect(
      openSecretbox(
        sealed,
        naclTestKey.map((byte) => byte ^ 1),
      ),
    ).toBe('wrong')
    for (let at = 5; at < sealed.length; at++) {
      const changed = sealed.map((byte, index) => (index === at ? byte ^ 1 : byte))
      expect(openSecretbox(changed, naclTestKey)).toBe('wrong')
    }
    expect(openSecretbox(sealed.subarray(0, 50), naclTestKey)).toBe('wrong')
    expect(openSecretbox(sealed.subarray(0, 40), naclTestKey)).toBe('malformed')
  })
})

describe('Ansible vault', () => {
  // Written by this test as Ansible writes it.
  const vault = (() => {
    const salt = Buffer.alloc(32, 7)
    const key = pbkdf2Sync('secret', salt, 10_000, 80, 'sha256')
    const pad = 16 - (plain.length % 16)
    const cipher = createCipheriv('aes-256-ctr', key.subarray(0, 32), key.subarray(64))
    const body = cipher.update(Buffer.concat([plain, Buffer.alloc(pad, pad)]))
    const tag = createHmac('sha256', key.subarray(32, 64)).update(body).digest('hex')
    const outer = Buffer.from([salt.toString('hex'), tag, body.toString('hex')].join('\n')).toString('hex')
    return `$ANSIBLE_VAULT;1.1;AES256\n${outer.match(/.{1,80}/g)?.join('\n')}\n`
  })()

  it('opens with the password only', async () => {
    const data = utf8ToBytes(vault)
    expect(keyfileEncryption(data)).toBe('ansible')
    expect(Uint8Array.from(await decryptKeyfile(data, 'ansible', 'secret', from))).toEqual(plain)
    await expect(decryptKeyfile(data, 'ansible', 'other', from)).rejects.toMatchObject({
      code: 'WALLET_PASSWORD_WRONG',
    })
    await expect(decryptKeyfile(data.subarray(0, 99), 'ansible', 'secret', from)).rejects.toMatchObject({
      code: 'WALLET_CORRUPT',
    })
  })

  it.each([
    '$ANSIBLE_VAULT;2.0;AES256\nabcd',
    '$ANSIBLE_VAULT;1.1;AES256\n',
    '$ANSIBLE_VAULT;1.1;AES256\nzz',
    vault.slice(0, 200),
    '$ANSIBLE_VAULT;1.1;AES256\n610a62',
  ])('calls damage by its name (%#)', async (text) => {
    expect(await decryptAnsibleVault(utf8ToBytes(text), 'secret')).toBe('malformed')
  })
})

describe('Fernet', () => {
  it('opens with the password only', { timeout: 240_000 }, async () => {
    const key = await fernetKey('golden-test-password')
    expect(key.toString('base64')).toBe('4wAT5QqmcI040hk6qzEOcH8ayd9E1Dq2AM6u9UOgMYo=')
    const iv = Buffer.alloc(16, 3)
    const cipher = createCipheriv('aes-128-cbc', key.subarray(16), iv)
    const head = Buffer.from([0x80, 0, 0, 0, 0, 0x5f, 0x5e, 0x10, 0])
    const signed = Buffer.concat([head, iv, cipher.update(plain), cipher.final()])
    const tag = createHmac('sha256', key.subarray(0, 16)).update(signed).digest()
    const token = (end: Uint8Array) => utf8ToBytes(Buffer.concat([signed, end]).toString('base64url'))
    expect(keyfileEncryption(token(tag))).toBe('fernet')
    expect(Uint8Array.from(openFernet(token(tag), key) as Uint8Array)).toEqual(plain)
    expect(openFernet(token(tag.map((byte) => byte ^ 1)), key)).toBe('wrong')
    expect(openFernet(token(tag), Buffer.alloc(32))).toBe('wrong')
  })

  it.each(['gAAAAA', 'gAAAAA!!', `gAAAAA${'A'.repeat(83)}`])('calls damage by its name (%#)', (text) => {
    expect(openFernet(utf8ToBytes(text), Buffer.alloc(32))).toBe('malformed')
  })
})
