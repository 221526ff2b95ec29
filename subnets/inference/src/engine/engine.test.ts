import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { modelsFile } from '../config.ts'
import { openRegistry } from '../registry/registry.ts'
import type { ServedModel } from '../registry/served-model.ts'
import { failing, type Reply, standIn } from '../testing/stand-in.ts'
import { headerLength } from '../wire/envelope.ts'
import { inferRequest } from '../wire/infer-request.ts'
import type { Tensor } from '../wire/tensor.ts'
import { connectEngine } from './connect-engine.ts'

let digits: ServedModel
beforeAll(async () => {
  digits = (await openRegistry(modelsFile)).find('digits')
})

const open: { close(): Promise<void> }[] = []
afterEach(() => Promise.all(open.splice(0).map((each) => each.close())))
const serve = async (replies: Readonly<Record<string, Reply>>) => {
  const server = await standIn(replies)
  open.push(server)
  return server
}

const never = new AbortController().signal
const engineAt = (url: string, more: object = {}) => ({ url, names: {}, timeoutMs: 2_000, ...more })
const inputs: Tensor[] = [
  { name: 'x', datatype: 'FP32', shape: [1, 1, 28, 28], data: new Uint8Array(4 * 784), binary: true },
]
const values = Array.from({ length: 10 }, (_, i) => i / 2)
const output = { name: 'logits', datatype: 'FP32', shape: [1, 10] }
const tensors = {
  inputs: [{ name: 'x', datatype: 'FP32', shape: [-1, 1, 28, 28] }],
  outputs: [{ name: 'logits', datatype: 'FP32', shape: [-1, 10] }],
}
const model = 'GET /v2/models/digits'
const infer = 'POST /v2/models/digits/infer'

/** As MLServer answers: no binary data, parameters of its own, an unasked-for id. */
const mlserver: Record<string, Reply> = {
  'GET /v2': () => ({ name: 'mlserver', version: '1.7.1', extensions: [] }),
  [model]: () => ({ name: 'digits', versions: [], platform: 'x', parameters: {}, ...tensors }),
  [infer]: ({ headers, body }, response) => {
    if (headers[headerLength])
      return failing(422, { detail: [{ type: 'json_invalid' }] })({} as never, response)
    return {
      model_name: 'digits',
      model_version: '1',
      id: JSON.parse(body.toString()).id,
      parameters: {},
      outputs: [{ ...output, parameters: { content_type: 'np' }, data: values }],
    }
  },
}

/** As KServe answers: null wherever it has nothing to say, and nothing at all without a content type and an id. */
const kserve: Record<string, Reply> = {
  'GET /v2': () => ({ name: 'kserve', version: '0.21.0', extensions: ['model_repository_extension'] }),
  [model]: () => ({ name: 'digits', versions: null, platform: '', ...tensors }),
  [infer]: ({ headers, body }, response) => {
    const { id } = JSON.parse(body.toString())
    if (headers['content-type'] !== 'application/json')
      return failing(400, { error: 'bytes' })({} as never, response)
    if (!id) return failing(500, { error: 'Internal Server Error' })({} as never, response)
    return {
      model_name: 'digits',
      model_version: null,
      id,
      parameters: null,
      outputs: [{ ...output, parameters: null, data: values }],
    }
  },
}

/** As Triton answers: binary both ways. */
const triton: Record<string, Reply> = {
  'GET /v2': () => ({ name: 'triton', version: '2', extensions: ['classification', 'binary_tensor_data'] }),
  [model]: () => ({ name: 'digits', versions: ['1'], platform: 'onnxruntime_onnx', ...tensors }),
  [infer]: ({ headers, body }, response) => {
    const { inputs: read, outputs } = inferRequest.decode(body, {
      [headerLength]: String(headers[headerLength]),
    })
    expect(read[0]).toMatchObject({ binary: true, shape: [1, 1, 28, 28] })
    expect(outputs).toEqual([{ name: 'logits', binary: true }])
    const json = JSON.stringify({
      model_name: 'digits',
      model_version: '1',
      outputs: [{ ...output, parameters: { binary_data_size: 40 } }],
    })
    response.writeHead(200, { [headerLength]: json.length, 'content-type': 'application/octet-stream' })
    response.end(Buffer.concat([Buffer.from(json), Buffer.from(Float32Array.from(values).buffer)]))
    return undefined
  },
}

const runOn = async (replies: Record<string, Reply>, more: object = {}) => {
  const server = await serve(replies)
  const engine = await connectEngine(engineAt(server.url, more), never)
  const run = await engine.runner(digits)
  return { server, run: () => run(inputs, never) }
}

describe('servers as they are', () => {
  test.each([
    ['MLServer', mlserver],
    ['KServe', kserve],
    ['Triton', triton],
  ])('%s', async (_, replies) => {
    const { run } = await runOn(replies)
    const [logits] = await run()
    expect(logits).toMatchObject({ name: 'logits', datatype: 'FP32', shape: [1, 10] })
    expect([...new Float32Array(new Uint8Array(logits!.data).buffer)]).toEqual(values)
  })
  test('a model under another name', async () => {
    const replies = {
      ...kserve,
      'GET /v2/models/mnist%2F8': kserve[model]!,
      'POST /v2/models/mnist%2F8/infer': kserve[infer]!,
    }
    const { run, server } = await runOn(replies, { names: { digits: 'mnist/8' } })
    expect(await run()).toHaveLength(1)
    expect(server.seen.at(-1)?.path).toBe('/v2/models/mnist%2F8/infer')
  })
  test('every request has another id', async () => {
    const { run, server } = await runOn(mlserver)
    await run()
    await run()
    const ids = server.seen.slice(-2).map(({ body }) => JSON.parse(body.toString()).id)
    expect(new Set(ids).size).toBe(2)
  })
})

describe('a server with another model is refused before anything is served', () => {
  const told = (change: object): Record<string, Reply> => ({
    ...kserve,
    [model]: () => ({ name: 'digits', ...tensors, ...change }),
  })
  test.each<[string, Record<string, Reply>, RegExp]>([
    ['none of that name', { 'GET /v2': kserve['GET /v2']! }, /404 Not Found/],
    [
      'another datatype',
      told({ inputs: [{ ...tensors.inputs[0], datatype: 'FP64' }] }),
      /x is FP64, not FP32/,
    ],
    ['another shape', told({ outputs: [{ ...tensors.outputs[0], shape: [-1, 12] }] }), /shape \[-1,12\]/],
    ['another output', told({ outputs: [{ ...tensors.outputs[0], name: 'y' }] }), /no logits/],
    ['one more input', told({ inputs: [...tensors.inputs, { ...tensors.inputs[0], name: 'z' }] }), /input z/],
    ['no metadata', told({ inputs: null }), /do not follow the protocol/],
  ])('%s', async (_, replies, problem) => {
    const server = await serve(replies)
    const engine = await connectEngine(engineAt(server.url), never)
    await expect(engine.runner(digits)).rejects.toMatchObject({
      code: 'ENGINE_MISMATCH',
      message: expect.stringMatching(problem),
    })
  })
})

describe('a server that fails, while it is asked', () => {
  const answering = (reply: Reply): Record<string, Reply> => ({ ...kserve, [infer]: reply })
  const answer =
    (change: object): Reply =>
    () => ({
      model_name: 'digits',
      outputs: [{ ...output, data: values, ...change }],
    })
  test.each<[string, Reply, string, RegExp]>([
    ['says so', failing(400, { error: 'no such input' }), 'ENGINE_FAILED', /400 no such input/],
    [
      'says so as FastAPI does',
      failing(422, { detail: [{ loc: ['body'] }] }),
      'ENGINE_FAILED',
      /422 \[\{"loc"/,
    ],
    ['gives no JSON', (_, response) => void response.end('oops'), 'ENGINE_FAILED', /not JSON/],
    [
      'leaves the output out',
      () => ({ model_name: 'digits', outputs: [] }),
      'ENGINE_FAILED',
      /logits is missing/,
    ],
    ['gives too few values', answer({ data: [1] }), 'ENGINE_FAILED', /another size/],
    ['gives a giant', answer({ shape: [100_000, 100_000] }), 'ENGINE_FAILED', /elements/],
    [
      'gives bytes that do not add up',
      (_, response) => void response.writeHead(200, { [headerLength]: '2' }).end('{}12345678'),
      'ENGINE_FAILED',
      /announces|schema/,
    ],
    [
      'sends elsewhere',
      (_, response) => void response.writeHead(307, { location: '/' }).end(),
      'ENGINE_UNREACHABLE',
      /redirect/,
    ],
    [
      'never stops',
      (_, response) => {
        response.writeHead(200)
        const write = (): void => {
          while (!response.destroyed && response.write(Buffer.alloc(1_048_576))) {}
          if (!response.destroyed) response.once('drain', write)
        }
        write()
      },
      'ENGINE_UNREACHABLE',
      /more than 8388608 bytes/,
    ],
    ['never begins', () => undefined, 'ENGINE_UNREACHABLE', /within 300 ms/],
    ['hangs up', (_, response) => void response.destroy(), 'ENGINE_UNREACHABLE', /./],
  ])('%s', async (_, reply, code, message) => {
    const { run } = await runOn(answering(reply), {
      timeoutMs: code === 'ENGINE_UNREACHABLE' && /300/.test(`${message}`) ? 300 : 5_000,
    })
    await expect(run()).rejects.toMatchObject({ code, message: expect.stringMatching(message) })
  })
  test('a caller who leaves ends the call', async () => {
    const server = await serve(answering(() => undefined))
    const run = await (await connectEngine(engineAt(server.url), never)).runner(digits)
    const reason = new Error('gone')
    const stop = new AbortController()
    const running = run(inputs, stop.signal)
    setTimeout(() => stop.abort(reason), 20)
    await expect(running).rejects.toBe(reason)
  })
  test('a server that is not there', async () => {
    const gone = await standIn({})
    await gone.close()
    await expect(connectEngine(engineAt(gone.url), never)).rejects.toMatchObject({
      code: 'ENGINE_UNREACHABLE',
    })
  })
})
