import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { secretsOfKeypair } from './keypair.ts'
import { keypairFromPrivateKey, keypairFromSeed, keypairFromUri } from './keypair-from.ts'
import { canonicalPrivateKey, expandPrivateKey } from './sr25519-private-key.ts'

const nonce = '9cffd34d9fb01cae1fba61aeed184c817442a2186d5172416729a4b54dd4b84e'
const canonical = hexToBytes(`1f1995bdf3a17b60626a26cfe6f564b337d46056b7a1281b64c649d592ccda0a${nonce}`)
const expanded = hexToBytes(`f8c8a8ec9d0fdd031353337936af279bbda106b3ba0d45d920334eaa9664d656${nonce}`)

describe('the two forms of an sr25519 private key', () => {
  it('are converted as the golden vector says', () => {
    expect(bytesToHex(expandPrivateKey(canonical))).toBe(bytesToHex(expanded))
    expect(bytesToHex(canonicalPrivateKey(expanded))).toBe(bytesToHex(canonical))
  })

  it('give the same key, also after soft steps, where the scalar is any number below the order', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (seed) => {
        const soft = keypairFromUri(`0x${bytesToHex(seed)}/a//b/c`)
        for (const keypair of [keypairFromSeed(seed), soft]) {
          expect(keypairFromPrivateKey(secretsOfKeypair(keypair).privateKey).ss58).toBe(keypair.ss58)
        }
      }),
      { numRuns: 20 },
    )
  })

  it('are not taken for each other', () => {
    expect(() => expandPrivateKey(expanded)).toThrow(expect.objectContaining({ code: 'KEY_INVALID' }))
    expect(() => canonicalPrivateKey(canonical)).toThrow(expect.objectContaining({ code: 'KEY_INVALID' }))
  })
})
