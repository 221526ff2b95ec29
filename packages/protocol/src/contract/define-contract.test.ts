import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { bytes, json, sse } from './body.ts'
import { defineContract } from './define-contract.ts'
import { get, post, type Routes } from './route.ts'

const any = json(z.unknown())
const invalid = (routes: Routes, change: object = {}) =>
  expect(() => defineContract({ name: 'x', version: 1, routes, ...change })).toThrow(
    expect.objectContaining({ code: 'CONTRACT_INVALID' }),
  )

describe('defineContract', () => {
  it('fills in what routes leave out', () => {
    const { routes } = defineContract({ name: 'x', version: 1, routes: { a: get('/a', { response: any }) } })
    expect(routes.a).toMatchObject({ method: 'GET', path: '/a', auth: 'signed', limits: {} })
    expect('events' in routes.a).toBe(false)
  })

  it('refuses what makes no sense', () => {
    invalid({}, { name: 'Not Kebab' })
    invalid({}, { version: 0 })
    invalid({}, { version: 1.5 })
    invalid({ a: get('a', { response: any }) })
    invalid({ a: get('/a', { response: any, limits: { seconds: 0 } }) })
    invalid({ a: get('/a', { response: any, limits: { seconds: Number.NaN } }) })
    invalid({ a: get('/a/:x', { response: any }), b: get('/a/:y', { response: any }) })
    const streaming = post('/a', { request: any, response: any, events: sse(z.unknown()) })
    invalid({ a: { ...streaming, response: bytes({ max: 1 }) } })
  })

  it('takes one path with two methods', () => {
    const routes = { a: get('/a', { response: any }), b: post('/a', { request: any, response: any }) }
    expect(defineContract({ name: 'x', version: 1, routes }).routes).toBe(routes)
  })
})
