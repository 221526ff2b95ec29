import { isSubnetkitError } from '@subnetkit/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { protocolErrors } from '../errors.ts'
import { bytes, codec, empty, json } from './body.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)
const text = (data: Uint8Array) => new TextDecoder().decode(data)
const issues = (run: () => unknown): string | undefined => {
  try {
    run()
  } catch (error) {
    if (isSubnetkitError(error, 'BODY_INVALID')) return String(error.details.issues)
    throw error
  }
  return undefined
}

describe('json', () => {
  const point = json(z.object({ x: z.number(), label: z.string().default('none') }))
  const big = json(
    z.object({
      n: z.codec(z.string(), z.bigint(), { decode: (value) => BigInt(value), encode: (n) => String(n) }),
    }),
  )

  it('reads what it writes', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const body = json(z.unknown())
        expect(body.decode(body.encode(value))).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
    expect(big.decode(big.encode({ n: 2n ** 70n }))).toEqual({ n: 2n ** 70n })
  })

  it('fills defaults, and cuts what the schema does not name, both ways', () => {
    expect(point.decode(utf8('{"x":1,"y":2}'))).toEqual({ x: 1, label: 'none' })
    const more = { x: 1, label: 'a', y: 2 }
    expect(text(point.encode(more))).toBe('{"x":1,"label":"a"}')
  })

  it('checks what leaves', () => {
    expect(issues(() => point.encode({ x: 'a' } as never))).toContain('x: ')
    expect(issues(() => json(z.unknown()).encode(undefined))).toBeDefined()
    expect(issues(() => json(z.unknown()).encode(() => 1))).toBeDefined()
  })

  it.each(['', '{', 'nope', '[1', '\ufeff{"x":1}'])('refuses %j', (wire) => {
    expect(issues(() => point.decode(utf8(wire)))).toBe('it is not JSON in UTF-8')
  })

  it('refuses bytes that are not UTF-8', () => {
    expect(issues(() => json(z.string()).decode(Uint8Array.of(0x22, 0xff, 0x22)))).toBeDefined()
  })

  it('keeps its complaints short', () => {
    const many = json(z.array(z.string()))
    const said = issues(() => many.decode(utf8(JSON.stringify(Array(1_000).fill(1)))))
    expect(said).toMatch(/^0: .*; 1: .*; 2: .*; 3: .*; and 996 more$/)
  })

  it('survives a schema that throws', () => {
    const odd = json(z.codec(z.string(), z.bigint(), { decode: (value) => BigInt(value), encode: String }))
    expect(issues(() => odd.decode(utf8('"x"')))).toBeDefined()
    expect(issues(() => json(z.string().transform(Number)).encode(1))).toBeDefined()
  })
})

describe('other bodies', () => {
  it('bounds bytes', () => {
    const body = bytes({ max: 2 })
    expect(body.encode(Uint8Array.of(1, 2))).toEqual(Uint8Array.of(1, 2))
    expect(issues(() => body.decode(new Uint8Array(3)))).toBeDefined()
    expect(issues(() => body.encode('ab' as never))).toBeDefined()
  })

  it('turns whatever a codec throws into its own error', () => {
    const date = codec<Date>({
      contentType: 'text/plain',
      encode: (value) => utf8(value.toISOString()),
      decode: (data) => new Date(text(data)),
    })
    expect(date.decode(date.encode(new Date(5))).getTime()).toBe(5)
    expect(issues(() => date.encode(new Date(Number.NaN)))).toBeDefined()
  })

  it('hands a codec the headers that go with the bytes, and lets it refuse in its own words', () => {
    const tagged = codec<{ tag: string; data: Uint8Array }>({
      contentType: 'application/x-tagged',
      encode: ({ data }) => data,
      headers: ({ tag }) => ({ 'x-tag': tag }),
      decode: (data, headers) => {
        if (headers['x-tag'] === undefined) throw protocolErrors.BODY_INVALID({ issues: 'it has no tag' })
        return { tag: headers['x-tag'], data }
      },
    })
    const value = { tag: 'a', data: utf8('b') }
    expect(tagged.decode(tagged.encode(value), tagged.headers?.(value, value.data))).toEqual(value)
    expect(issues(() => tagged.decode(value.data))).toBe('it has no tag')
  })

  it('has one for nothing', () => {
    expect(empty.encode(undefined).length).toBe(0)
  })
})
