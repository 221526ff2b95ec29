import { Readable, Writable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { answerAuthLines } from './answer-lines.ts'
import { parseExact } from './parse-exact.ts'

const bob = '5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty'
const v2 = {
  suri: '//Alice',
  scheme: 'ed25519',
  method: 'POST',
  path: '/generate?stream=false',
  bodyBase64: Buffer.from('{"prompt": "hello"}').toString('base64'),
  receiver: bob,
}
/** The official ed25519 vector. */
const signature =
  '0x1a6b631988bf1f7ea093ab9d5acf61f05c316d0b0e428b24b487b75a5f6ee0e1a56a26918fdf871b6cf09437e6588023a4ce423cf622621b2a7feee17612f704'
const nonce = '1752076800000000000'

const run = async (what: 'sign' | 'verify', lines: readonly (object | string)[]) => {
  let text = ''
  const output = new Writable({
    write(chunk, _, done) {
      text += String(chunk)
      done()
    },
  })
  const input = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n')
  // Small pieces, so that lines are cut anywhere.
  const counts = await answerAuthLines({
    what,
    input: Readable.from(input.match(/[\s\S]{1,777}/g) ?? []),
    output,
  })
  return {
    counts,
    answers:
      text === ''
        ? []
        : text
            .trimEnd()
            .split('\n')
            .map((line) => JSON.parse(line)),
  }
}
const usage = { error: 'usage', message: expect.any(String) }

describe('parseExact', () => {
  it('keeps integers that a double does not hold, and touches nothing inside strings', () => {
    const text =
      '{"nonce":1752076800000000001,"a":"x\\"nonce\\":1752076800000000001","b":[12,-9007199254740993],"c":1.5e3}'
    expect(parseExact(text)).toEqual({
      nonce: '1752076800000000001',
      a: 'x"nonce":1752076800000000001',
      b: [12, '-9007199254740993'],
      c: 1500,
    })
  })
})

describe('auth sign', () => {
  it('gives the golden vector, the nonce as text or as number', async () => {
    const asNumber = JSON.stringify({ ...v2, id: 7 }).replace('"id":7', `"id":7,"nonce":${nonce}`)
    const { answers, counts } = await run('sign', [{ ...v2, nonce, id: 'a' }, asNumber])
    expect(counts).toEqual({ answered: 2, refused: 0 })
    for (const [index, id] of ['a', 7].entries()) {
      expect(answers[index].id).toBe(id)
      expect(answers[index].headers['X-Bittensor-Signature']).toBe(signature)
      expect(answers[index].headers['X-Bittensor-Nonce']).toBe(nonce)
      const payload = Buffer.from(answers[index].payloadBase64, 'base64').toString().split('\n')
      expect([payload.length, payload[0], payload[7]]).toEqual([8, 'btauth/1', bob])
    }
  })

  it('takes a phrase, and the clock for a nonce that is left out', async () => {
    const mnemonic = 'bottom drive obey lake curtain smoke basket hold race lonely fit walk'
    const line = { mnemonic, scheme: 'ed25519', method: 'GET', path: '/' }
    const { answers } = await run('sign', [line, line])
    expect(answers[0].headers['X-Bittensor-Hotkey']).toBe('5DFJF7tY4bpbpcKPJcBTQaKuCDEPCpiz8TRjpmLeTtweqmXL')
    const [first = 0n, second = 0n] = answers.map(({ headers }) => BigInt(headers['X-Bittensor-Nonce']))
    expect(second > first).toBe(true)
    expect(Math.abs(Number(first / 1_000_000n) - Date.now())).toBeLessThan(30_000)
  })

  it.each<[string, object | string]>([
    ['no JSON', 'nonsense'],
    ['no object', '[]'],
    ['null', 'null'],
    ['no key', { ...v2, suri: undefined }],
    ['two keys', { ...v2, mnemonic: 'x' }],
    ['a key that is none', { ...v2, suri: '0xzz' }],
    ['a phrase that is none', { ...v2, suri: undefined, mnemonic: 'a b c' }],
    ['an unknown scheme', { ...v2, scheme: 'ecdsa' }],
    ['no path', { ...v2, path: undefined }],
    ['a path of two lines', { ...v2, path: '/a\nb' }],
    ['a body that is not base64', { ...v2, bodyBase64: 'e30' }],
    ['a negative nonce', { ...v2, nonce: '-5' }],
    ['a nonce with a fraction', { ...v2, nonce: 1.5 }],
    ['a nonce in floating point', JSON.stringify(v2).replace('{', '{"nonce":1.7e18,')],
  ])('goes on after %s', async (_, bad) => {
    const { answers, counts } = await run('sign', [bad, { ...v2, nonce }])
    expect(answers[0]).toEqual(usage)
    expect(answers[1].headers['X-Bittensor-Signature']).toBe(signature)
    expect(counts).toEqual({ answered: 2, refused: 1 })
  })

  it('never repeats a secret that it cannot read', async () => {
    const { answers } = await run('sign', [{ ...v2, suri: undefined, mnemonic: 'hush hush hush' }])
    expect(answers[0].message).not.toContain('hush')
  })
})

describe('auth verify', () => {
  const signed = async (change: object = {}) => {
    const { answers } = await run('sign', [{ ...v2, nonce, ...change }])
    return answers[0].headers as Record<string, string>
  }
  const { suri: _, scheme: expectedScheme, receiver: __, ...request } = v2
  const base = { ...request, expectedScheme, selfHotkey: bob, nowNs: nonce }

  it('accepts what sign signs, headers as object or pairs, the clock as text or number', async () => {
    const headers = await signed()
    const asNumber = JSON.stringify({ ...base, headers }).replace(`"nowNs":"${nonce}"`, `"nowNs":${nonce}`)
    const { answers } = await run('verify', [
      { ...base, headers, id: 1 },
      { ...base, headers: Object.entries(headers) },
      asNumber,
    ])
    const caller = { hotkey: headers['X-Bittensor-Hotkey'], nonce, scheme: 'ed25519' }
    const ok = { ok: true, caller, error: null, code: null, message: '' }
    expect(answers).toEqual([{ id: 1, ...ok }, ok, ok])
  })

  it('shares a replay store by name only', async () => {
    const line = { ...base, headers: await signed() }
    const lines = [{ store: 'a' }, { store: 'b' }, {}, { store: 'a' }, {}].map((store) => ({
      ...line,
      ...store,
    }))
    const { answers } = await run('verify', lines)
    expect(answers.map(({ error }) => error)).toEqual([null, null, null, 'ReplayedRequest', null])
    expect(answers[3]).toMatchObject({
      ok: false,
      caller: null,
      code: 'AUTH_REPLAYED',
      message: expect.any(String),
    })
  })

  it('says what the protocol says', async () => {
    const headers = await signed()
    const line = { ...base, headers }
    const later = String(BigInt(nonce) + 11_000_000_000n)
    const cases: [object, string | null][] = [
      [{ nowNs: later }, 'StaleRequest'],
      [{ nowNs: later, maxAge: 11 }, null],
      [{ maxAge: 120 }, 'ValueError'],
      [{ maxAge: 120, storeRetention: 300 }, null],
      [{ selfHotkey: 'x' }, 'WrongReceiver'],
      [{ path: '/x' }, 'BadSignature'],
      [{ expectedScheme: 'sr25519' }, 'BadSignature'],
      [{ headers: {} }, 'MalformedAuth'],
      [{ headers: [...Object.entries(headers), ['x-bittensor-nonce', nonce]] }, 'MalformedAuth'],
    ]
    const { answers, counts } = await run(
      'verify',
      cases.map(([change]) => ({ ...line, ...change })),
    )
    expect(answers.map(({ error }) => error)).toEqual(cases.map(([, error]) => error))
    expect(counts.refused).toBe(0)
  })

  it('trusts sr25519 unless told otherwise', async () => {
    const headers = await signed({ scheme: 'sr25519' })
    const { expectedScheme: ___, ...rest } = base
    expect((await run('verify', [{ ...rest, headers }])).answers[0].ok).toBe(true)
  })

  it.each<[string, object]>([
    ['no headers', { headers: undefined }],
    ['headers that are no text', { headers: { a: 1 } }],
    ['no own hotkey', { selfHotkey: undefined }],
    ['an unknown scheme', { expectedScheme: 'ecdsa' }],
    ['a negative window', { maxAge: -1 }],
    ['a clock that is no number', { nowNs: 'now' }],
  ])('goes on after %s', async (_, change) => {
    const line = { ...base, headers: await signed() }
    const { answers, counts } = await run('verify', [{ ...line, ...change, id: 3 }, '', line])
    expect(answers[0]).toEqual({ id: 3, ...usage })
    expect(answers[1].ok).toBe(true)
    expect(counts).toEqual({ answered: 2, refused: 1 })
  })

  it('takes a thousand lines in one run', async () => {
    const line = { ...base, store: 'one', expectedScheme: 'sr25519' }
    const requests = Array.from({ length: 1_000 }, (_, index) => ({
      ...v2,
      scheme: 'sr25519',
      nonce: String(BigInt(nonce) + BigInt(index)),
    }))
    const { answers: signatures } = await run('sign', requests)
    const { answers } = await run(
      'verify',
      signatures.map(({ headers }) => ({ ...line, headers })),
    )
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1_000)
  })
})
