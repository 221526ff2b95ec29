import { gzipSync } from 'node:zlib'
import { createModels, type Models } from '@subnetkit/models'
import type { RunningMiner } from '@subnetkit/neuron'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { serveLocally } from './testing/serve-locally.ts'
import { headerLength } from './wire/envelope.ts'

let models: Models
let miner: RunningMiner
let url = ''
beforeAll(async () => {
  models = createModels({ workers: 1 })
  const served = await serveLocally(models)
  miner = served.miner
  url = served.url
})
afterAll(async () => {
  await miner?.stop()
  await models?.close()
})

const get = async (path: string) => {
  const answer = await fetch(url + path)
  return { status: answer.status, body: JSON.parse(await answer.text()) }
}

/** A request as a client that knows nothing of us sends it. */
const post = async (path: string, body: string | Uint8Array, headers: Record<string, string> = {}) => {
  const answer = await fetch(url + path, { method: 'POST', body: body as string, headers })
  const bytes = Buffer.from(await answer.arrayBuffer())
  const length = answer.headers.get(headerLength)
  const json = JSON.parse(bytes.subarray(0, length === null ? bytes.length : Number(length)).toString())
  return { status: answer.status, json, length, bytes, type: answer.headers.get('content-type') }
}

const pixels = Float32Array.from({ length: 2 * 784 }, (_, i) => (Math.sin(i) + 1) / 2)
const head = { name: 'x', datatype: 'FP32', shape: [2, 1, 28, 28] }
const asJson = { ...head, data: Array.from(pixels) }
const infer = '/v2/models/digits/infer'

/** JSON with the pixels behind it. */
const binary = (more: object) => {
  const json = JSON.stringify({
    inputs: [{ ...head, parameters: { binary_data_size: pixels.byteLength } }],
    ...more,
  })
  return {
    body: Buffer.concat([Buffer.from(json), Buffer.from(pixels.buffer)]),
    headers: { [headerLength]: `${json.length}` },
  }
}

describe('what there is', () => {
  test.each([
    ['/v2/health/live', { live: true }],
    ['/v2/health/ready', { ready: true }],
    ['/v2', { name: 'subnetkit-inference', version: '1', extensions: ['binary_tensor_data'] }],
    ['/v2/models/digits/ready', { name: 'digits', ready: true }],
    ['/v2/models/digits/versions/1/ready', { name: 'digits', ready: true }],
  ])('GET %s', async (path, body) => {
    expect(await get(path)).toEqual({ status: 200, body })
  })
  test.each(['/v2/models/digits', '/v2/models/digits/versions/1'])('GET %s', async (path) => {
    expect(await get(path)).toEqual({
      status: 200,
      body: {
        name: 'digits',
        versions: ['1'],
        platform: 'onnxruntime_onnx',
        inputs: [{ name: 'x', datatype: 'FP32', shape: [-1, 1, 28, 28] }],
        outputs: [{ name: 'logits', datatype: 'FP32', shape: [-1, 10] }],
      },
    })
  })
  test.each([
    '/v2/models/none',
    '/v2/models/none/ready',
    '/v2/models/digits/versions/9',
    '/v2/models/digits/versions/9/ready',
    '/v2/models/__proto__/ready',
  ])('GET %s is told to be missing', async (path) => {
    const { status, body } = await get(path)
    expect(status).toBe(404)
    expect(body).toMatchObject({ code: 'RESOURCE_NOT_FOUND', error: expect.any(String) })
  })
})

describe('inference', () => {
  test('JSON both ways, with any content type or none', async () => {
    const body = JSON.stringify({ id: 'abc', inputs: [asJson] })
    const first = await post(infer, body)
    expect(first.json).toEqual({
      model_name: 'digits',
      model_version: '1',
      id: 'abc',
      outputs: [{ name: 'logits', datatype: 'FP32', shape: [2, 10], data: expect.any(Array) }],
    })
    expect(first.json.outputs[0].data).toHaveLength(20)
    const other = await post('/v2/models/digits/versions/1/infer', body, { 'content-type': 'text/plain' })
    expect(other.json).toEqual(first.json)
  })
  test.each([
    ['for all outputs', { parameters: { binary_data_output: true } }, true],
    ['for one output', { outputs: [{ name: 'logits', parameters: { binary_data: true } }] }, true],
    [
      'for all but this one',
      {
        parameters: { binary_data_output: true },
        outputs: [{ name: 'logits', parameters: { binary_data: false } }],
      },
      false,
    ],
    ['for none', {}, false],
  ])('binary data in, and out %s', async (_, more, isBinary) => {
    const { body, headers } = binary(more)
    const { json, bytes, length, type } = await post(infer, body, headers)
    const plain = await post(infer, JSON.stringify({ inputs: [asJson] }))
    const [output] = json.outputs
    if (!isBinary) {
      expect(length).toBeNull()
      expect(output.data).toEqual(plain.json.outputs[0].data)
      return
    }
    expect(type).toBe('application/octet-stream')
    expect(output).toEqual({
      name: 'logits',
      datatype: 'FP32',
      shape: [2, 10],
      parameters: { binary_data_size: 80 },
    })
    const raw = new Uint8Array(bytes.subarray(Number(length)))
    expect([...new Float32Array(raw.buffer)]).toEqual(plain.json.outputs[0].data)
  })
  test('outputs are those that are asked for, in that order', async () => {
    const picture = { name: 'x', datatype: 'FP32', shape: [1, 3, 32, 32], data: Array(3_072).fill(0.5) }
    const { outputs } = (await get('/v2/models/classifier')).body
    const wanted = [outputs[2], outputs[0]].map(({ name }) => ({ name }))
    const { json } = await post(
      '/v2/models/classifier/infer',
      JSON.stringify({ inputs: [picture], outputs: wanted }),
    )
    expect(json.outputs.map(({ name }: { name: string }) => ({ name }))).toEqual(wanted)
  })
})

describe('refused with a string under "error" and a code', () => {
  const change = (part: object) => JSON.stringify({ inputs: [{ ...asJson, ...part }] })
  test.each<[string, string, string | Uint8Array, Record<string, string>, number, string]>([
    ['an unknown model', '/v2/models/none/infer', '{"inputs":[]}', {}, 404, 'RESOURCE_NOT_FOUND'],
    [
      'an unknown version',
      '/v2/models/digits/versions/2/infer',
      '{"inputs":[]}',
      {},
      404,
      'RESOURCE_NOT_FOUND',
    ],
    ['no inputs key', infer, '{}', {}, 400, 'BODY_INVALID'],
    ['a missing input', infer, '{"inputs":[]}', {}, 400, 'BODY_INVALID'],
    ['an unknown input', infer, change({ name: 'none' }), {}, 400, 'BODY_INVALID'],
    [
      'an unknown output',
      infer,
      JSON.stringify({ inputs: [asJson], outputs: [{ name: 'z' }] }),
      {},
      400,
      'BODY_INVALID',
    ],
    ['another shape', infer, change({ shape: [2 * 784] }), {}, 400, 'BODY_INVALID'],
    ['another size', infer, change({ shape: [1, 2, 28, 28] }), {}, 400, 'BODY_INVALID'],
    ['another datatype', infer, change({ datatype: 'FP64' }), {}, 400, 'BODY_INVALID'],
    ['half floats', infer, change({ datatype: 'FP16' }), {}, 400, 'BODY_INVALID'],
    ['no JSON', infer, '{oops', {}, 400, 'BODY_INVALID'],
    ['a length beyond the body', infer, '{"inputs":[]}', { [headerLength]: '9999' }, 400, 'BODY_INVALID'],
    ['a length that is none', infer, '{"inputs":[]}', { [headerLength]: '-1' }, 400, 'BODY_INVALID'],
    [
      'a zip bomb',
      infer,
      gzipSync(Buffer.alloc(50_000_000)),
      { 'content-encoding': 'gzip' },
      415,
      'BODY_ENCODED',
    ],
    ['a body beyond the limit', infer, Buffer.alloc(9_000_000), {}, 413, 'BODY_TOO_LARGE'],
  ])('%s', async (_, path, body, headers, status, code) => {
    const answer = await post(path, body, headers)
    expect(answer).toMatchObject({ status, json: { code, error: expect.any(String) } })
  })
  test('more elements than the model takes, before any of them is computed', async () => {
    const size = 300
    const data = new Float32Array(3 * size * size)
    const json = JSON.stringify({
      inputs: [
        {
          name: 'x',
          datatype: 'FP32',
          shape: [1, 3, size, size],
          parameters: { binary_data_size: data.byteLength },
        },
      ],
    })
    const answer = await post(
      '/v2/models/upscaler/infer',
      Buffer.concat([Buffer.from(json), Buffer.from(data.buffer)]),
      { [headerLength]: `${json.length}` },
    )
    expect(answer.json.message).toMatch(/270000 elements, of at most 262144/)
  })
  test('GET of an inference', async () => {
    expect((await get(infer)).status).toBe(405)
  })
})
