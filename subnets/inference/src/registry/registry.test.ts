import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { commitmentOf } from './commitment.ts'
import { openRegistry } from './registry.ts'
import { batchOf } from './served-model.ts'

let folder = ''
const manifest = {
  ...{ schemaVersion: 1, kind: 'tensors', name: 'any', version: '1', licence: 'MIT' },
  ...{ file: 'any.onnx', sha256: 'ab'.repeat(32), bytes: 10 },
  inputs: [{ name: 'x', type: 'float32', shape: ['n', 2] }],
  outputs: [{ name: 'y', type: 'float32', shape: ['n', 2] }],
}
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'registry-'))
  await writeFile(join(folder, 'any.json'), JSON.stringify(manifest))
  await writeFile(join(folder, 'other.json'), JSON.stringify({ ...manifest, sha256: 'cd'.repeat(32) }))
})
afterAll(() => rm(folder, { recursive: true }))

const entry = { id: 'a', manifest: 'any.json', dims: { n: [1, 2] } }
const list = async (text: string) => {
  const path = join(folder, 'models.json')
  await writeFile(path, text)
  return openRegistry(path)
}
const open = (...models: object[]) => list(JSON.stringify({ schemaVersion: 1, models }))

describe('a list of models', () => {
  test('is found by id and version, the last one without', async () => {
    const registry = await open(entry, { ...entry, version: '2' }, { ...entry, id: 'b' })
    expect(registry.find('a').entry.version).toBe('2')
    expect(registry.find('a', '1').entry.version).toBe('1')
    expect(registry.versionsOf('a')).toEqual(['1', '2'])
    for (const [id, version] of [['c'], ['a', '3'], ['__proto__']] as const) {
      expect(() => registry.find(id, version)).toThrowError(
        expect.objectContaining({ code: 'RESOURCE_NOT_FOUND' }),
      )
    }
  })
  test.each<[string, object[], RegExp]>([
    ['twice the same', [entry, entry], /a, version 1 twice/],
    ['no models', [], /models/],
    ['a free dimension without a range', [{ ...entry, dims: {} }], /dimension "n"/],
    ['an empty range', [{ ...entry, dims: { n: [3, 2] } }], /empty/],
    ['values of no input', [{ ...entry, values: { z: {} } }], /no input "z"/],
    ['an id that no path can hold', [{ ...entry, id: 'a/b' }], /id/],
    ['a mode that is none', [{ ...entry, mode: 'close' }], /mode/],
  ])('%s is refused', async (_, models, problem) => {
    await expect(open(...models)).rejects.toMatchObject({
      code: 'MODELS_INVALID',
      message: expect.stringMatching(problem),
    })
  })
  test('so is what is no list', async () => {
    await expect(list('{')).rejects.toMatchObject({ code: 'MODELS_INVALID' })
    await expect(openRegistry(join(folder, 'none.json'))).rejects.toMatchObject({ code: 'MODELS_INVALID' })
    await expect(open({ ...entry, manifest: 'none.json' })).rejects.toMatchObject({ code: 'MODEL_MISSING' })
  })
})

describe('the commitment', () => {
  const of = async (...models: object[]) => Buffer.from(commitmentOf(await open(...models))).toString('hex')
  test('is the same whatever the order, and another for another file, name, version or mode', async () => {
    const b = { ...entry, id: 'b' }
    const base = await of(entry, b)
    expect(base).toHaveLength(72)
    expect(await of(b, entry)).toBe(base)
    const others = [
      await of(entry),
      await of(entry, { ...b, manifest: 'other.json' }),
      await of(entry, { ...b, id: 'c' }),
      await of(entry, { ...b, version: '2' }),
      await of(entry, { ...b, mode: 'exact' }),
    ]
    expect(new Set([base, ...others]).size).toBe(6)
  })
  test('leaves out what only questions depend on', async () => {
    expect(await of({ ...entry, check: 1, dims: { n: [5, 9] } })).toBe(await of(entry))
  })
})

test('a batch is a free dimension that everything begins with', () => {
  const info = (shape: (number | string)[]) => [{ name: 'x', type: 'float32' as const, shape }]
  expect(batchOf({ inputs: info(['n', 2]), outputs: info(['n']) })).toBe('n')
  expect(batchOf({ inputs: info(['n', 2]), outputs: info(['m']) })).toBeUndefined()
  expect(batchOf({ inputs: info([1, 2]), outputs: info([1]) })).toBeUndefined()
  expect(batchOf({ inputs: [...info(['n']), ...info([3])], outputs: info(['n']) })).toBeUndefined()
})
