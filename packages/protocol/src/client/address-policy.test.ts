import { describe, expect, it } from 'vitest'
import { addressKind, mayConnect, unmapAddress } from './address-policy.ts'
import { axonUrl } from './axon-url.ts'

describe('addressKind', () => {
  it.each([
    ['8.8.8.8', 'public'],
    ['172.15.255.255', 'public'],
    ['172.32.0.0', 'public'],
    ['2606:4700:4700::1111', 'public'],
    ['2a00::1', 'public'],
    ['::ffff:8.8.8.8', 'public'],
    ['127.0.0.1', 'loopback'],
    ['127.255.255.254', 'loopback'],
    ['::1', 'loopback'],
    ['0:0:0:0:0:0:0:1', 'loopback'],
    ['::ffff:127.0.0.1', 'loopback'],
    ['::ffff:7f00:1', 'loopback'],
    ['0:0:0:0:0:ffff:7f00:0001', 'loopback'],
    ['10.1.2.3', 'private'],
    ['100.64.0.1', 'private'],
    ['172.16.0.1', 'private'],
    ['192.168.1.1', 'private'],
    ['::ffff:192.168.1.1', 'private'],
    ['fd00::1', 'private'],
    ['169.254.169.254', 'link-local'],
    ['fe80::1', 'link-local'],
    ['::ffff:a9fe:a9fe', 'link-local'],
    ['0.0.0.0', 'useless'],
    ['0.1.2.3', 'useless'],
    ['::', 'useless'],
    ['::127.0.0.1', 'useless'],
    ['::7f00:1', 'useless'],
    ['::2', 'useless'],
    ['224.0.0.1', 'useless'],
    ['255.255.255.255', 'useless'],
    ['ff02::1', 'useless'],
    ['64:ff9b::7f00:1', 'useless'],
    ['2002:7f00:1::', 'useless'],
    ['2001:db8::1', 'useless'],
    ['192.0.2.1', 'useless'],
    ['hello', 'useless'],
    ['', 'useless'],
  ])('%s is %s', (ip, kind) => {
    expect(addressKind(ip)).toBe(kind)
  })

  it('lets local addresses through only where that is allowed, and useless ones nowhere', () => {
    expect(mayConnect('127.0.0.1', false)).toBe(false)
    expect(mayConnect('127.0.0.1', true)).toBe(true)
    expect(mayConnect('169.254.169.254', false)).toBe(false)
    expect(mayConnect('0.0.0.0', true)).toBe(false)
    expect(mayConnect('8.8.8.8', false)).toBe(true)
  })
})

describe('axonUrl', () => {
  it.each([
    ['127.0.0.2', 'http://127.0.0.2:8091'],
    ['::ffff:127.0.0.1', 'http://127.0.0.1:8091'],
    ['::ffff:7f00:1', 'http://127.0.0.1:8091'],
    ['2001:db8::1', 'http://[2001:db8::1]:8091'],
    ['not an ip', 'http://0.0.0.0:8091'],
    ['127.0.0.1@evil.example', 'http://0.0.0.0:8091'],
  ])('%s becomes %s', (ip, url) => {
    expect(axonUrl({ ip, port: 8091 })).toBe(url)
  })

  it('leaves an IPv6 address that maps nothing as it is', () => {
    expect(unmapAddress('2001:db8::ffff:1')).toBe('2001:db8::ffff:1')
  })
})
