import { bytesToHex } from '@noble/hashes/utils.js'
import { isSubnetkitError } from '@subnetkit/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { keypairFromUri } from './keypair-from.ts'
import { decodeSs58, encodeSs58, isSs58 } from './ss58.ts'

const alice = keypairFromUri('//Alice')

describe('ss58', () => {
  it('reads what it writes, under every prefix', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
        fc.integer({ min: 0, max: 16_383 }),
        (key, prefix) => {
          expect(decodeSs58(encodeSs58(key, prefix), { anyPrefix: true })).toEqual(key)
          expect(isSs58(encodeSs58(key, prefix))).toBe(prefix === 42)
        },
      ),
    )
  })

  it('takes another prefix only when asked to', () => {
    const other = '16ADqpMa4yzfmWs3nuTSMhfZ2ckeGtvqhPWCNqECEGDcGgU2'
    expect(bytesToHex(decodeSs58(other, { anyPrefix: true }))).toBe(
      'e4359ad3e2716c539a1d663ebd0a51bdc5c98a12e663bb4c4402db47828c9446',
    )
    expect(isSs58(other)).toBe(false)
  })

  it.each([
    '',
    '5',
    alice.ss58.slice(0, -1),
    `${alice.ss58}1`,
    `1${alice.ss58}`,
    ` ${alice.ss58}`,
    alice.ss58.replace('Q', 'q'),
    alice.ss58.replace('v', '0'),
    `0x${bytesToHex(alice.publicKey)}`,
    'z'.repeat(100_000),
    '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQ\u0059\u0301',
    undefined as unknown as string,
  ])('refuses %#', (text) => {
    expect(isSs58(text)).toBe(false)
    try {
      decodeSs58(text)
      expect.unreachable()
    } catch (error) {
      expect(isSubnetkitError(error, 'SS58_INVALID')).toBe(true)
    }
  })

  it('refuses keys and prefixes that it cannot write', () => {
    expect(() => encodeSs58(new Uint8Array(33))).toThrow()
    expect(() => encodeSs58(alice.publicKey, 16_384)).toThrow()
  })
})
