import { describe, expect, test } from 'vitest'
import { MinerConfig, ValidatorConfig } from './config.ts'
import { modelManifest } from './model.ts'

const engine = { kind: 'llama.cpp', url: 'http://127.0.0.1:8080', model: 'my-model' }

describe('MinerConfig', () => {
  test('without a word it is the committed model', () => {
    expect(MinerConfig.parse({})).toEqual({ model: modelManifest })
  })

  test('takes an engine', () => {
    const config = { engine: { ...engine, apiKeyEnv: 'ENGINE_KEY' } }
    expect(MinerConfig.parse(config)).toMatchObject(config)
  })

  test.each([
    ['another kind', { kind: 'other' }],
    ['another protocol', { url: 'file:///etc/passwd' }],
    ['a password in the address', { url: 'http://me:secret@engine:8080' }],
    ['a key in the address', { url: 'http://engine:8080/?key=secret' }],
    ['a key itself', { apiKeyEnv: 'sk-1234' }],
    ['no model', { model: '' }],
  ])('refuses %s', (_, change) => {
    expect(MinerConfig.safeParse({ engine: { ...engine, ...change } }).success).toBe(false)
  })
})

describe('ValidatorConfig', () => {
  test('asks for 40 to 112 tokens unless told otherwise', () => {
    expect(ValidatorConfig.parse({}).tokens).toEqual([40, 112])
    expect(ValidatorConfig.parse({ tokens: [8, 8] }).tokens).toEqual([8, 8])
  })

  test.each([[[9, 8]], [[0, 8]], [[8]], [[8, 2_000]]])('refuses %j tokens', (tokens) => {
    expect(ValidatorConfig.safeParse({ tokens }).success).toBe(false)
  })
})
