import { cp, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { loadManifest, readModelFile } from './manifest.ts'

let folder = ''
const at = (file: string): string => join(folder, file)

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'models-'))
  await cp(fileURLToPath(new URL('../fixtures/tiny', import.meta.url)), folder, { recursive: true })
})
afterEach(() => rm(folder, { recursive: true }))

const change = async (changes: Record<string, unknown>): Promise<void> => {
  const manifest = JSON.parse(await readFile(at('manifest.json'), 'utf8'))
  await writeFile(at('manifest.json'), JSON.stringify({ ...manifest, ...changes }))
}

describe('loadManifest', () => {
  it('reads a manifest by path and by URL', async () => {
    const manifest = await loadManifest(at('manifest.json'))
    expect(manifest.kind).toBe('language-model')
    expect(await loadManifest(new URL(`file://${at('manifest.json')}`))).toEqual(manifest)
  })

  it('says what is missing', async () => {
    await expect(loadManifest(at('other.json'))).rejects.toMatchObject({ code: 'MODEL_MISSING' })
  })

  it.each([
    ['a file outside its folder', { file: '../../etc/passwd' }],
    ['a hash of another form', { sha256: 'abc' }],
    ['no licence', { licence: undefined }],
    ['another schema', { schemaVersion: 2 }],
    ['an unknown kind', { kind: 'oracle' }],
  ])('refuses %s', async (_, changes) => {
    await change(changes)
    await expect(loadManifest(at('manifest.json'))).rejects.toMatchObject({ code: 'MANIFEST_INVALID' })
  })

  it('refuses what is not JSON', async () => {
    await truncate(at('manifest.json'), 20)
    await expect(loadManifest(at('manifest.json'))).rejects.toMatchObject({ code: 'MANIFEST_INVALID' })
  })
})

describe('readModelFile', () => {
  const read = async (options?: { maxBytes: number }) =>
    readModelFile(at('manifest.json'), await loadManifest(at('manifest.json')), options)

  it('returns the bytes that were hashed', async () => {
    expect((await read()).length).toBe((await loadManifest(at('manifest.json'))).bytes)
  })

  it('refuses a file of which one bit is changed', async () => {
    const bytes = await readFile(at('story-lm.onnx'))
    bytes[30_000]! ^= 1
    await writeFile(at('story-lm.onnx'), bytes)
    await expect(read()).rejects.toMatchObject({ code: 'MODEL_ALTERED' })
  })

  it('refuses a file that is cut short', async () => {
    await truncate(at('story-lm.onnx'), 1000)
    await expect(read()).rejects.toMatchObject({ code: 'MODEL_ALTERED' })
  })

  it('refuses a missing file and one above the limit', async () => {
    await expect(read({ maxBytes: 1000 })).rejects.toMatchObject({ code: 'MODEL_TOO_LARGE' })
    await rm(at('story-lm.onnx'))
    await expect(read()).rejects.toMatchObject({ code: 'MODEL_MISSING' })
  })
})
