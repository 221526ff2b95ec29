import { isSubnetkitError } from '@subnetkit/core'
import { encodeSs58, keypairFromUri } from '@subnetkit/wallet/keys'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { e1, e2, fixture, v1, v2 } from '../testing/btauth-vectors.ts'
import { buildPayload } from './build-payload.ts'
import { memoryNonceStore } from './memory-nonce-store.ts'
import { signRequest } from './sign-request.ts'
import { type VerifyRequestOptions, verifyRequest } from './verify-request.ts'

const { nonce, method, path, body, alice, aliceEd25519, bob } = fixture
const sr25519 = keypairFromUri('//Alice')
const ed25519 = keypairFromUri('//Alice', 'ed25519')
const second = 1_000_000_000n

type Change = Partial<VerifyRequestOptions>
const headers = (change: Record<string, string | undefined> = {}, key = sr25519): Record<string, string> => {
  const signed = signRequest({ keypair: key, method, path, body, nonce, receiver: bob })
  for (const [name, value] of Object.entries(change)) {
    if (value === undefined) delete signed[`X-Bittensor-${name}`]
    else signed[`X-Bittensor-${name}`] = value
  }
  return signed
}
const verify = (change: Change = {}) =>
  verifyRequest({
    headers: headers(),
    method,
    path,
    body,
    selfHotkey: bob,
    expectedScheme: 'sr25519',
    nonceStore: memoryNonceStore(),
    nowNs: nonce + second,
    ...change,
  })
/** The protocol's class name, as a table of the specification says it. */
const refused = async (change: Change): Promise<string> => {
  try {
    await verify(change)
  } catch (error) {
    if (isSubnetkitError(error)) return String(error.details.protocolName)
    throw error
  }
  return 'ok'
}

describe('the official behavioural table', () => {
  it('accepts the base request', async () => {
    expect(await verify()).toEqual({ hotkey: alice, nonce, scheme: 'sr25519' })
  })

  it('accepts header names in any case', async () => {
    const lower = Object.fromEntries(
      Object.entries(headers()).map(([name, value]) => [name.toLowerCase(), value]),
    )
    expect((await verify({ headers: lower })).hotkey).toBe(alice)
  })

  it.each(['sr25519', 'SR25519', '1', '01', ' sr25519 '])(
    'accepts the scheme spelled %j',
    async (spelling) => {
      expect((await verify({ headers: headers({ Crypto: spelling }) })).scheme).toBe('sr25519')
    },
  )

  it('accepts the code of ed25519', async () => {
    const coded = headers({ Crypto: '0' }, ed25519)
    expect((await verify({ headers: coded, expectedScheme: 'ed25519' })).scheme).toBe('ed25519')
  })

  it.each([
    ['10 s old', 10n * second, 'ok'],
    ['10 s and 1 ns old', 10n * second + 1n, 'StaleRequest'],
    ['11 s old', 11n * second, 'StaleRequest'],
    ['2 s ahead', -2n * second, 'ok'],
    ['2 s and 1 ns ahead', -2n * second - 1n, 'StaleRequest'],
    ['3 s ahead', -3n * second, 'StaleRequest'],
  ])('a nonce %s', async (_, age, expected) => {
    expect(await refused({ nowNs: nonce + age })).toBe(expected)
  })

  it('refuses a replay, whatever else is new about it, and takes nonces out of order', async () => {
    const nonceStore = memoryNonceStore()
    expect(await refused({ nonceStore })).toBe('ok')
    expect(await refused({ nonceStore })).toBe('ReplayedRequest')
    const earlier = signRequest({
      keypair: sr25519,
      method,
      path,
      body,
      nonce: nonce - second,
      receiver: bob,
    })
    expect(await refused({ nonceStore, headers: earlier })).toBe('ok')
    const other = signRequest({
      keypair: keypairFromUri('//Charlie'),
      method,
      path,
      body,
      nonce,
      receiver: bob,
    })
    expect(await refused({ nonceStore, headers: other })).toBe('ok')
  })

  it('does not let a bad signature spend a nonce', async () => {
    const nonceStore = memoryNonceStore()
    expect(await refused({ nonceStore, path: '/other' })).toBe('BadSignature')
    expect(nonceStore.size).toBe(0)
    expect(await refused({ nonceStore })).toBe('ok')
  })

  it('refuses a store that forgets sooner than the window ends', async () => {
    const store = (retentionSeconds: number) => memoryNonceStore({ retentionSeconds })
    expect(await refused({ maxAgeSeconds: 120, nonceStore: store(60) })).toBe('ValueError')
    expect(await refused({ maxAgeSeconds: 120, nonceStore: store(300) })).toBe('ok')
    expect(await refused({ nonceStore: store(0) })).toBe('ValueError')
  })

  it.each<[string, Change, string]>([
    ['another nonce', { headers: headers({ Nonce: String(nonce + 1n) }) }, 'BadSignature'],
    ['another body', { body: new TextEncoder().encode('{"prompt":"hello"}') }, 'BadSignature'],
    ['another method', { method: 'PUT' }, 'BadSignature'],
    ['another path', { path: '/generate?stream=true' }, 'BadSignature'],
    ['ed25519 without its header', { headers: headers({ Crypto: undefined }, ed25519) }, 'BadSignature'],
    ['ed25519 where sr25519 is trusted', { headers: headers({}, ed25519) }, 'BadSignature'],
    ['sr25519 where ed25519 is trusted', { expectedScheme: 'ed25519' }, 'BadSignature'],
    ['another own hotkey', { selfHotkey: alice }, 'WrongReceiver'],
    ['no receiver', { headers: headers({ Receiver: undefined }) }, 'WrongReceiver'],
    ['an empty receiver', { headers: headers({ Receiver: '' }), requireReceiver: false }, 'WrongReceiver'],
    ['receiver "-"', { headers: headers({ Receiver: '-' }), requireReceiver: false }, 'WrongReceiver'],
    ['no version', { headers: headers({ Version: undefined }) }, 'MalformedAuth'],
    ['no hotkey', { headers: headers({ Hotkey: undefined }) }, 'MalformedAuth'],
    ['no nonce', { headers: headers({ Nonce: undefined }) }, 'MalformedAuth'],
    ['no signature', { headers: headers({ Signature: undefined }) }, 'MalformedAuth'],
    ['a nonce that is no number', { headers: headers({ Nonce: 'not-a-number' }) }, 'MalformedAuth'],
    ['an unknown scheme', { headers: headers({ Crypto: 'ecdsa' }) }, 'MalformedAuth'],
    ['an empty scheme', { headers: headers({ Crypto: '' }) }, 'MalformedAuth'],
    ['a signature that is not hex', { headers: headers({ Signature: '0xnothex' }) }, 'MalformedAuth'],
    ['version 2', { headers: headers({ Version: '2' }) }, 'MalformedAuth'],
  ])('%s', async (_, change, expected) => {
    expect(await refused(change)).toBe(expected)
  })

  it('accepts an unbound request when told to', async () => {
    const unbound = signRequest({ keypair: sr25519, method: 'GET', path: '/health', nonce })
    const change = { headers: unbound, method: 'GET', path: '/health', body: new Uint8Array(0) }
    expect(await refused({ ...change, requireReceiver: false })).toBe('ok')
    expect(await refused(change)).toBe('WrongReceiver')
  })
})

describe('golden signatures', () => {
  it('verifies E3 and V2', async () => {
    expect(await refused({ headers: headers({ Signature: `0x${v1.signature}` }) })).toBe('ok')
    const v2Headers = headers({ Signature: `0x${v2.signature}` }, ed25519)
    expect(await verify({ headers: v2Headers, expectedScheme: 'ed25519' })).toMatchObject({
      hotkey: aliceEd25519,
    })
  })

  it('verifies E1 and E2, with the scheme looked up by hotkey', async () => {
    const expectedScheme = (hotkey: string) => (hotkey === aliceEd25519 ? 'ed25519' : 'sr25519')
    const unbound = headers({ Signature: e1.signature, Receiver: undefined }, ed25519)
    const bare = { headers: unbound, method: e1.method, path: e1.path, body: new Uint8Array(0) }
    expect(await refused({ ...bare, expectedScheme, requireReceiver: false })).toBe('ok')
    const bound = headers({ Signature: e2.signature }, ed25519)
    expect(await refused({ headers: bound, ...e2, expectedScheme })).toBe('ok')
    expect(await refused({ expectedScheme })).toBe('ok')
  })
})

describe('order of the checks', () => {
  const late = nonce + 100n * second
  it.each<[string, Change, string]>([
    ['shape before scheme', { headers: headers({ Nonce: 'x' }, ed25519) }, 'MalformedAuth'],
    ['scheme before the signature', { headers: headers({ Signature: 'x' }, ed25519) }, 'BadSignature'],
    [
      'the signature before the receiver',
      { headers: headers({ Signature: 'x' }), selfHotkey: 'y' },
      'MalformedAuth',
    ],
    ['receiver before freshness', { nowNs: late, selfHotkey: 'y' }, 'WrongReceiver'],
    ['freshness before the address', { nowNs: late, headers: headers({ Hotkey: 'x' }) }, 'StaleRequest'],
    [
      'freshness before an empty signature',
      { nowNs: late, headers: headers({ Signature: '' }) },
      'StaleRequest',
    ],
    ['freshness before the length', { nowNs: late, headers: headers({ Signature: '0x00' }) }, 'StaleRequest'],
    [
      'the signature before the store',
      { path: '/x', nonceStore: memoryNonceStore({ max: 0 }) },
      'BadSignature',
    ],
  ])('%s', async (_, change, expected) => {
    expect(await refused(change)).toBe(expected)
  })
})

describe('stricter than the SDK', () => {
  const signedAs = (hotkey: string, signature?: string): Record<string, string> => {
    const payload = buildPayload({
      scheme: 'sr25519',
      method,
      path,
      body,
      nonce,
      sender: hotkey,
      receiver: bob,
    })
    const hex = Buffer.from(sr25519.sign(payload)).toString('hex')
    return headers({ Hotkey: hotkey, Signature: signature ?? `0x${hex}` })
  }

  it.each([
    '+1752076800000000000',
    ' 1752076800000000000',
    '01752076800000000000',
    '1_752',
    '1e18',
    '-5',
    '',
    '٣',
  ])('refuses the nonce %j', async (text) => {
    expect(await refused({ headers: headers({ Nonce: text }) })).toBe('MalformedAuth')
  })

  it('takes 20 digits as a number, not as malformed', async () => {
    expect(await refused({ headers: headers({ Nonce: '9'.repeat(20) }) })).toBe('StaleRequest')
    expect(await refused({ headers: headers({ Nonce: '9'.repeat(21) }) })).toBe('MalformedAuth')
  })

  it('refuses the same key under another prefix', async () => {
    expect(await refused({ headers: signedAs(encodeSs58(sr25519.publicKey, 0)) })).toBe('MalformedAuth')
    expect(await refused({ headers: signedAs(alice) })).toBe('ok')
  })

  it.each(['hello', `0x${'d4'.repeat(32)}`, `${alice.slice(0, -1)}A`, alice.slice(0, -1), '5'.repeat(6_000)])(
    'refuses the hotkey %s',
    async (hotkey) => {
      expect(await refused({ headers: headers({ Hotkey: hotkey }) })).toBe('MalformedAuth')
    },
  )

  it('refuses keys for which anyone can sign', async () => {
    const zero = encodeSs58(new Uint8Array(32))
    expect(await refused({ headers: signedAs(zero, `0x${'00'.repeat(63)}80`) })).toBe('BadSignature')
    const small = encodeSs58(Uint8Array.from([1, ...new Uint8Array(31)]))
    const forged = headers({ Hotkey: small, Signature: `0x01${'00'.repeat(63)}` }, ed25519)
    expect(await refused({ headers: forged, expectedScheme: 'ed25519' })).toBe('BadSignature')
  })

  it('refuses a signature over the wrapped payload', async () => {
    const payload = buildPayload({
      scheme: 'sr25519',
      method,
      path,
      body,
      nonce,
      sender: alice,
      receiver: bob,
    })
    const wrapped = Buffer.concat([Buffer.from('<Bytes>'), payload, Buffer.from('</Bytes>')])
    const hex = Buffer.from(sr25519.sign(wrapped)).toString('hex')
    expect(await refused({ headers: headers({ Signature: `0x${hex}` }) })).toBe('BadSignature')
  })

  it('refuses a header that is there twice, in every form of input', async () => {
    const pairs = Object.entries(headers())
    expect(await refused({ headers: pairs })).toBe('ok')
    expect(await refused({ headers: new Headers(pairs) })).toBe('ok')
    for (const [name, value] of pairs) {
      expect(await refused({ headers: [...pairs, [name.toLowerCase(), value]] })).toBe('MalformedAuth')
      expect(await refused({ headers: { ...headers(), [name.toLowerCase()]: value } })).toBe('MalformedAuth')
      expect(await refused({ headers: { ...headers(), [name]: [value, value] } })).toBe('MalformedAuth')
      const joined = new Headers(pairs)
      joined.append(name, value)
      expect(await refused({ headers: joined })).not.toBe('ok')
    }
  })

  it.each(['0X', '0x0x', ' 0x', '0x '])('refuses a signature that begins with %j', async (start) => {
    expect(await refused({ headers: headers({ Signature: start + v1.signature }) })).toBe('MalformedAuth')
  })

  it.each([
    v1.signature.slice(2),
    `${v1.signature}00`,
    v1.signature.slice(1),
    '0x',
    '',
    `${v1.signature.slice(0, 64)} ${v1.signature.slice(64)}`,
  ])('refuses the signature %j', async (signature) => {
    expect(await refused({ headers: headers({ Signature: signature }) })).toBe('MalformedAuth')
  })

  it('takes hexadecimal in any case and without its prefix, as the SDK does', async () => {
    expect(await refused({ headers: headers({ Signature: v1.signature.toUpperCase() }) })).toBe('ok')
  })
})

describe('verifyRequest', () => {
  it('passes a full store on, as its own code', async () => {
    await expect(verify({ nonceStore: memoryNonceStore({ max: 0 }) })).rejects.toMatchObject({
      code: 'AUTH_STORE_FULL',
    })
  })

  it('refuses a scheme of the configuration that it does not know', async () => {
    const unknown = JSON.parse('"ecdsa"')
    await expect(verify({ expectedScheme: unknown })).rejects.toMatchObject({ code: 'AUTH_MISCONFIGURED' })
  })

  it('verifies what signRequest signs, whatever the request, and nothing changed by one bit', async () => {
    const target = fc.webPath().map((text) => `/${text}`)
    await fc.assert(
      fc.asyncProperty(target, fc.uint8Array({ maxLength: 60 }), fc.nat(), async (anyPath, anyBody, at) => {
        const signed = signRequest({
          keypair: ed25519,
          method,
          path: anyPath,
          body: anyBody,
          nonce,
          receiver: bob,
        })
        const change: Change = { headers: signed, path: anyPath, body: anyBody, expectedScheme: 'ed25519' }
        expect(await refused(change)).toBe('ok')
        const altered = Uint8Array.from([...anyBody, 1])
        altered[at % altered.length]! ^= 1
        expect(await refused({ ...change, body: altered })).toBe('BadSignature')
      }),
      { numRuns: 12 },
    )
  })

  it('answers garbage with an error of its own, never with another', async () => {
    const names = ['Version', 'Hotkey', 'Nonce', 'Signature', 'Receiver', 'Crypto']
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...names),
        fc.string({ unit: 'binary', maxLength: 200 }),
        async (name, value) => {
          const before = headers()[`X-Bittensor-${name}`]
          fc.pre(value !== before && !(name === 'Crypto' && /^(sr25519|0*1)$/i.test(value.trim())))
          expect(await refused({ headers: headers({ [name]: value }) })).not.toBe('ok')
        },
      ),
      { numRuns: 100 },
    )
  })
})
