import { isSubnetkitError, manualClock } from '@subnetkit/core'
import { keypairFromUri } from '@subnetkit/wallet/keys'
import { describe, expect, it } from 'vitest'
import { e1, e2, fixture, v1, v2 } from '../testing/btauth-vectors.ts'
import { buildPayload, sha256Hex } from './build-payload.ts'
import { nextNonce } from './next-nonce.ts'
import { signRequest } from './sign-request.ts'

const { nonce, method, path, body, bob } = fixture
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes)

describe('buildPayload', () => {
  it('is V1, byte for byte', () => {
    const payload = buildPayload({
      scheme: 'sr25519',
      method: 'post',
      path,
      body,
      nonce,
      sender: fixture.alice,
      receiver: bob,
    })
    expect(text(payload)).toBe(v1.payload)
    expect(payload.length).toBe(v1.payloadBytes)
    expect(sha256Hex(payload)).toBe(v1.payloadDigest)
  })

  it('is V2, byte for byte', () => {
    const payload = buildPayload({
      scheme: 'ed25519',
      method,
      path,
      body,
      nonce,
      sender: fixture.aliceEd25519,
      receiver: bob,
    })
    expect(sha256Hex(payload)).toBe(v2.payloadDigest)
  })

  it('writes "-" for no receiver, and the digest of nothing for no body', () => {
    const payload = buildPayload({ scheme: 'ed25519', method: 'GET', path: '/health', nonce, sender: 'x' })
    expect(text(payload).split('\n').slice(2)).toEqual([
      'GET',
      '/health',
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      '1752076800000000000',
      'x',
      '-',
    ])
  })

  it.each([
    { path: '/a\nb' },
    { method: 'GET\r' },
    { sender: 'x\ny' },
    { receiver: '\n' },
    { nonce: -1n },
    { nonce: 10n ** 20n },
  ])('refuses what would make two requests one: %o', (change) => {
    const options = { scheme: 'sr25519', method, path, nonce, sender: 'x', ...change } as const
    try {
      buildPayload(options)
      expect.unreachable()
    } catch (error) {
      expect(isSubnetkitError(error, 'AUTH_UNSIGNABLE')).toBe(true)
    }
  })
})

describe('signRequest', () => {
  const ed25519 = keypairFromUri('//Alice', 'ed25519')

  it('gives exactly the headers of V2', () => {
    expect(signRequest({ keypair: ed25519, method, path, body, nonce, receiver: bob })).toEqual({
      'X-Bittensor-Version': '1',
      'X-Bittensor-Hotkey': fixture.aliceEd25519,
      'X-Bittensor-Nonce': '1752076800000000000',
      'X-Bittensor-Receiver': bob,
      'X-Bittensor-Crypto': 'ed25519',
      'X-Bittensor-Signature': `0x${v2.signature}`,
    })
  })

  it('gives the signatures of E1 and E2', () => {
    const unbound = signRequest({ keypair: ed25519, method: e1.method, path: e1.path, nonce })
    expect(unbound['X-Bittensor-Signature']).toBe(`0x${e1.signature}`)
    expect('X-Bittensor-Receiver' in unbound).toBe(false)
    const binary = signRequest({ keypair: ed25519, ...e2, nonce, receiver: bob })
    expect(binary['X-Bittensor-Signature']).toBe(`0x${e2.signature}`)
    expect(sha256Hex(e2.body)).toBe(e2.bodyDigest)
  })

  it('takes an empty receiver for none', () => {
    const unbound = signRequest({ keypair: ed25519, method: e1.method, path: e1.path, nonce, receiver: '' })
    expect(unbound).toEqual(signRequest({ keypair: ed25519, method: e1.method, path: e1.path, nonce }))
  })

  it('sends no scheme for sr25519', () => {
    const headers = signRequest({ keypair: keypairFromUri('//Alice'), method, path, body, receiver: bob })
    expect(Object.keys(headers).sort()).toEqual([
      'X-Bittensor-Hotkey',
      'X-Bittensor-Nonce',
      'X-Bittensor-Receiver',
      'X-Bittensor-Signature',
      'X-Bittensor-Version',
    ])
  })
})

describe('nextNonce', () => {
  it('is unique and increases while the clock stands still or goes back', () => {
    const clock = manualClock(1_000)
    const nonces = Array.from({ length: 100 }, () => nextNonce(clock))
    clock.advance(-500)
    nonces.push(nextNonce(clock))
    expect(nonces.every((value, index) => index === 0 || value > nonces[index - 1]!)).toBe(true)
    expect(nonces[0]! / 1_000_000n).toBe(1_000n)
  })

  it('follows the wall clock', () => {
    const ahead = nextNonce() - BigInt(Date.now()) * 1_000_000n
    expect(ahead < 100_000_000n && ahead > -100_000_000n).toBe(true)
  })
})
