import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeAxon, encodeAxonIp } from './axon.ts'

describe('axon addresses', () => {
  it.each([
    ['10.0.0.1', 0x0a00_0001n, 4],
    ['255.255.255.254', 0xffff_fffen, 4],
    ['2001:db8::1', 0x2001_0db8_0000_0000_0000_0000_0000_0001n, 6],
    ['1:0:0:2::', 0x0001_0000_0000_0002_0000_0000_0000_0000n, 6],
    ['::ffff:127.0.0.1', 0xffff_7f00_0001n, 6],
    ['fe80::1:2:3:4', 0xfe80_0000_0000_0000_0001_0002_0003_0004n, 6],
  ])('encodes %s', (text, ip, ipType) => {
    expect(encodeAxonIp(text)).toEqual({ ip, ipType })
  })

  it('connects to the IPv4 address inside a mapped one', () => {
    expect(decodeAxon(0xffff_7f00_0001n, 8091, 6)).toEqual({ ip: '127.0.0.1', port: 8091 })
    expect(decodeAxon(0xffff_7f00_0001n, 8091, 4)).toEqual({ ip: '127.0.0.1', port: 8091 })
  })

  it('reads ip 0 and port 0 as not serving', () => {
    expect(decodeAxon(0n, 8091, 4)).toBeNull()
    expect(decodeAxon(1n, 0, 4)).toBeNull()
    // Too large for the type it claims: nobody can connect to that.
    expect(decodeAxon(1n << 40n, 1, 4)).toBeNull()
  })

  it('writes zero runs of IPv6 as RFC 5952 says', () => {
    expect(decodeAxon(0x2001_0db8_0000_0000_0001_0000_0000_0001n, 1, 6)?.ip).toBe('2001:db8::1:0:0:1')
    expect(decodeAxon(0x2001_0db8_0000_0001_0001_0001_0001_0001n, 1, 6)?.ip).toBe('2001:db8:0:1:1:1:1:1')
    expect(decodeAxon(1n << 112n, 1, 6)?.ip).toBe('1::')
  })

  it('reads every address that it writes', () => {
    const ipv6 = fc.bigInt({ min: 1n, max: (1n << 128n) - 1n })
    fc.assert(
      fc.property(ipv6, fc.integer({ min: 1, max: 65_535 }), (ip, port) => {
        fc.pre(ip >> 32n !== 0xffffn)
        const axon = decodeAxon(ip, port, 6)!
        expect(encodeAxonIp(axon.ip)).toEqual({ ip, ipType: 6 })
        expect(axon.port).toBe(port)
      }),
    )
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 0xffff_ffffn }), (ip) => {
        expect(encodeAxonIp(decodeAxon(ip, 1, 4)!.ip)).toEqual({ ip, ipType: 4 })
      }),
    )
  })

  it.each([
    '',
    'localhost',
    '1.2.3',
    '1.2.3.256',
    '01.2.3.4',
    '1::2::3',
    ':::',
    '1:2:3:4:5:6:7:8:9',
    '12345::',
    '::1.2.3',
  ])('refuses %j', (text) => {
    expect(() => encodeAxonIp(text)).toThrow(expect.objectContaining({ code: 'CHAIN_ARGUMENT' }))
  })
})
