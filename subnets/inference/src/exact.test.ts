import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createModels, type Models } from '@subnetkit/models'
import type { Character } from '@subnetkit/neuron'
import { type Rehearsal, rehearse } from '@subnetkit/neuron/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { modelsFile } from './config.ts'
import { contract } from './contract.ts'
import { miner } from './miner.ts'
import { openRegistry } from './registry/registry.ts'
import { validator } from './validator.ts'

let models: Models
let folder = ''
let exact = ''
let tolerant = ''
let played: Rehearsal
beforeAll(async () => {
  models = createModels({ workers: 1 })
  folder = await mkdtemp(join(tmpdir(), 'exact-'))
  const { entry, manifest, manifestUrl } = (await openRegistry(modelsFile)).find('digits')
  await copyFile(new URL(manifest.file, manifestUrl), join(folder, manifest.file))
  await writeFile(join(folder, 'digits.json'), JSON.stringify(manifest))
  const write = async (mode: string) => {
    const path = join(folder, `${mode}.json`)
    const list = { schemaVersion: 1, models: [{ ...entry, manifest: 'digits.json', mode }] }
    await writeFile(path, JSON.stringify(list))
    return path
  }
  exact = await write('exact')
  tolerant = await write('tolerance')
  const native: Character = {
    name: 'native',
    class: 'other rule',
    description: 'runs the right file on another backend',
    config: { models: tolerant },
  }
  played = await rehearse({
    subnet: { contract, miner, validator },
    cast: { honest: undefined, native },
    config: { models: exact },
    models,
    epochs: 1,
  })
}, 120_000)
afterAll(async () => {
  await models?.close()
  if (folder) await rm(folder, { recursive: true })
})

describe('in exact mode', () => {
  test('miner and validator agree to the bit, in WebAssembly', () => {
    expect(played.errors).toEqual([])
    expect(played.scores.honest).toBeGreaterThan(0.8)
  })
  test('native arithmetic is another, which commitment and answers both show', () => {
    const native = played.exchanges.filter(({ name }) => name === 'native')
    expect(native.length).toBeGreaterThan(0)
    for (const { verdict } of native) {
      expect(verdict).toMatchObject({ verdict: 'finding', finding: { commitment: 'differs' } })
    }
    const wrong = native.filter(
      ({ verdict }) => verdict?.verdict === 'finding' && !(verdict.finding as { valid: boolean }).valid,
    )
    expect(wrong.length).toBeGreaterThan(0)
    expect(played.scores.native).toBe(0)
  })
})
