import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Worker } from 'node:worker_threads'
import { afterEach, describe, expect, it } from 'vitest'
import { describeModel } from './describe-model.ts'
import { Manifest, sha256Hex } from './manifest.ts'
import { createModels, type Models } from './models.ts'
import type { Tensor, Tensors } from './tensor.ts'
import { startWorker } from './worker/start-worker.ts'
import { WorkerPool } from './worker-pool.ts'

const tiny = new URL('../fixtures/tiny/', import.meta.url)
const manifest = new URL('manifest.json', tiny)
const open: { close(): Promise<void> }[] = []
afterEach(() => Promise.all(open.splice(0).map((each) => each.close())))

const create = (...options: Parameters<typeof createModels>): Models => {
  const models = createModels(...options)
  open.push(models)
  return models
}

/** One token fed to the language model as plain tensors. */
const feeds = (): Tensors => ({
  ids: { type: 'int64', dims: [1, 1], data: BigInt64Array.of(1n) },
  positions: { type: 'int64', dims: [1], data: BigInt64Array.of(0n) },
  mask: { type: 'float32', dims: [1, 1], data: Float32Array.of(0) },
  'past.0.key': { type: 'float32', dims: [1, 2, 0, 16], data: new Float32Array(0) },
  'past.0.value': { type: 'float32', dims: [1, 2, 0, 16], data: new Float32Array(0) },
})

describe('createModels', () => {
  it('runs a model with the same result in every worker and with any number of threads', async () => {
    const [one, two] = [create({ workers: 2 }), create({ threads: 2 })]
    const model = await one.load(manifest)
    const results = await Promise.all([
      model.run(feeds()),
      model.run(feeds()),
      (await two.load(manifest)).run(feeds()),
    ])
    expect(results[0]!.logits).toMatchObject({ type: 'float32', dims: [1, 1, 256] })
    expect(results[1]).toEqual(results[0])
    expect(results[2]).toEqual(results[0])
  })

  it('loads a manifest once, names what is wrong with a feed, and goes on', async () => {
    const models = create()
    const [model, same] = await Promise.all([models.load(manifest), models.load(fileURLToPath(manifest))])
    expect(same).toBe(model)
    const { ids: _, ...rest } = feeds()
    await expect(model.run(rest)).rejects.toMatchObject({ code: 'RUN_FAILED' })
    const wrong = { ...feeds(), mask: (() => 0) as unknown as Tensor }
    await expect(model.run(wrong)).rejects.toMatchObject({ code: 'RUN_FAILED' })
    const reason = new Error('enough')
    await expect(model.run(feeds(), { signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
    const stop = new AbortController()
    const run = model.run(feeds(), { signal: stop.signal })
    stop.abort(reason)
    await expect(run).rejects.toBe(reason)
    expect((await model.run(feeds())).logits?.dims).toEqual([1, 1, 256])
  })

  it('runs a model in WebAssembly, beside the same one in native code', async () => {
    const models = create()
    const [native, wasm] = await Promise.all([
      models.load(manifest),
      models.load(manifest, { backend: 'wasm' }),
    ])
    expect(wasm).not.toBe(native)
    expect(await models.load(manifest, { backend: 'wasm' })).toBe(wasm)
    const [ours, theirs, again] = [
      await native.run(feeds()),
      await wasm.run(feeds()),
      await wasm.run(feeds()),
    ]
    expect(again).toEqual(theirs)
    expect(theirs.logits?.dims).toEqual(ours.logits?.dims)
    const [a, b] = [ours.logits?.data as Float32Array, theirs.logits?.data as Float32Array]
    for (const [i, value] of a.entries()) expect(Math.abs(value - b[i]!)).toBeLessThan(1e-4)
  })

  it('describes a file as its manifest does', async () => {
    const models = create()
    const file = new URL('story-lm.onnx', tiny)
    const found = await describeModel(models, file, { name: 'tiny', version: '1', licence: 'MIT' })
    expect(found).toMatchObject({
      kind: 'tensors',
      file: 'story-lm.onnx',
      bytes: (await readFile(file)).length,
    })
    expect(found.inputs.map(({ name }) => name)).toEqual(expect.arrayContaining(Object.keys(feeds())))
    expect(found.inputs.find(({ name }) => name === 'ids')).toMatchObject({ type: 'int64' })
    expect(found.outputs.map(({ name }) => name)).toContain('logits')
    expect(Manifest.safeParse(found).success).toBe(true)
    const none = describeModel(models, new URL('none.onnx', tiny), {
      name: 'a',
      version: '1',
      licence: 'MIT',
    })
    await expect(none).rejects.toMatchObject({ code: 'MODEL_MISSING' })
    await expect(models.inspect('a', new Uint8Array(9))).rejects.toMatchObject({ code: 'MODEL_INVALID' })
  })

  it('fails what is under way when it is closed, and ends its workers promptly', async () => {
    const models = create()
    const model = await models.load(manifest)
    const run = model.run(feeds())
    const refused = expect(run).rejects.toMatchObject({ code: 'MODELS_CLOSED' })
    const before = performance.now()
    await models.close()
    expect(performance.now() - before).toBeLessThan(2000)
    await refused
    await expect(model.run(feeds())).rejects.toMatchObject({ code: 'MODELS_CLOSED' })
  })

  it('refuses an altered model, and bytes that are no model', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'models-'))
    try {
      await cp(fileURLToPath(tiny), folder, { recursive: true })
      const garbage = new TextEncoder().encode('no model')
      await writeFile(join(folder, 'story-lm.onnx'), garbage)
      const models = create()
      const path = join(folder, 'manifest.json')
      await expect(models.load(path)).rejects.toMatchObject({ code: 'MODEL_ALTERED' })
      const json = JSON.parse(await readFile(path, 'utf8'))
      await writeFile(path, JSON.stringify({ ...json, sha256: sha256Hex(garbage), bytes: garbage.length }))
      await expect(models.load(path)).rejects.toMatchObject({ code: 'MODEL_INVALID' })
    } finally {
      await rm(folder, { recursive: true })
    }
  })
})

describe('WorkerPool', () => {
  it('fails the calls of a worker that dies, and replaces it', async () => {
    const workers: Worker[] = []
    const start = (): Worker => {
      const worker = startWorker()
      workers.push(worker)
      return worker
    }
    const pool = new WorkerPool({ workers: 1, threads: 1, start })
    open.push(pool)
    const model = { id: 0, name: 'tiny', bytes: await readFile(new URL('story-lm.onnx', tiny)) }
    await pool.load(model)
    const call = pool.call<'run'>(model, { kind: 'run', feeds: feeds() })
    const failed = expect(call).rejects.toMatchObject({ code: 'WORKER_CRASHED' })
    await workers[0]!.terminate()
    await failed
    const again = await pool.call<'run'>(model, { kind: 'run', feeds: feeds() })
    expect(again.logits?.dims).toEqual([1, 1, 256])
    expect(workers).toHaveLength(2)
  })
})
