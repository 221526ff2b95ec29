import { isSubnetkitError } from '@subnetkit/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeParams, fillPath, matchPath, parsePath } from './path.ts'

const match = (template: string, path: string) => {
  const raw = matchPath(parsePath(template), path)
  return raw && { ...decodeParams(template, raw) }
}
const codeOf = (run: () => unknown): string | undefined => {
  try {
    run()
  } catch (error) {
    if (isSubnetkitError(error)) return error.code
    throw error
  }
  return undefined
}

describe('parsePath', () => {
  it.each(['v1', '/a b', '/a?b', '/:', '/:1', '/:a/:a', '/*rest/x', '/..', '/%41', '/:a-b', '/a#b'])(
    'refuses %s',
    (path) => {
      expect(parsePath(path).problem).toBeDefined()
    },
  )

  it.each(['/', '/v1/sort', '/:a/x/*b', '/v1.0/a_b~c-d'])('takes %s', (path) => {
    expect(parsePath(path).problem).toBeUndefined()
  })
})

describe('matchPath', () => {
  it.each<[string, string, Record<string, string> | undefined]>([
    ['/v1/sort', '/v1/sort', {}],
    ['/v1/sort', '/v1/sort/', undefined],
    ['/v1/sort', '/v1/SORT', undefined],
    ['/v1/sort', '/v1', undefined],
    ['/', '/', {}],
    ['/m/:id', '/m/a%20b', { id: 'a b' }],
    ['/m/:id', '/m/', undefined],
    ['/m/:id', '/m/a/b', undefined],
    ['/m/*rest', '/m/a//b%2Fc', { rest: 'a//b/c' }],
    ['/m/*rest', '/m/', undefined],
    ['/m/*rest', '/m', undefined],
    ['/m/:id/*rest', '/m/__proto__/x', { id: '__proto__', rest: 'x' }],
  ])('%s and %s', (template, path, params) => {
    expect(match(template, path)).toEqual(params)
  })

  it('refuses what is not UTF-8', () => {
    expect(codeOf(() => match('/m/:id', '/m/%ff'))).toBe('PARAMS_INVALID')
    expect(codeOf(() => match('/m/:id', '/m/%'))).toBe('PARAMS_INVALID')
  })
})

describe('fillPath', () => {
  it('is undone by matching, whatever the parameters', () => {
    const text = fc
      .string({ minLength: 1, unit: 'grapheme' })
      .filter((value) => value !== '.' && value !== '..')
    const tail = fc.array(text, { minLength: 1 }).map((parts) => parts.join('/'))
    const safe = (value: string) => value.split('/').every((part) => part !== '.' && part !== '..')
    fc.assert(
      fc.property(text, tail.filter(safe), (id, rest) => {
        const path = fillPath('/m/:id/*rest', { id, rest })
        expect(path).toMatch(/^[\x21-\x7e]+$/)
        expect(match('/m/:id/*rest', path)).toEqual({ id, rest })
      }),
    )
  })

  it.each<[string, Record<string, string>]>([
    ['/m/:id', {}],
    ['/m/:id', { id: '' }],
    ['/m/:id', { id: '..' }],
    ['/m/:id', { id: '\ud800' }],
    ['/m/:id', { id: 'a', other: 'b' }],
    ['/m/*rest', { rest: 'a/../b' }],
  ])('refuses %s with %j', (template, params) => {
    expect(codeOf(() => fillPath(template, params))).toBe('PARAMS_INVALID')
  })
})
