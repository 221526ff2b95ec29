import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createModels, type Models } from '@subnetkit/models'
import { createMiner } from '@subnetkit/neuron'
import { fakeChain, rehearse } from '@subnetkit/neuron/testing'
import { contract } from '@subnetkit/subnet-inference/contract'
import { miner } from '@subnetkit/subnet-inference/miner'
import { validator } from '@subnetkit/subnet-inference/validator'
import { keypairFromUri } from '@subnetkit/wallet/keys'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { outsider, pythonFor, run, seen, start } from './outsiders.ts'

const subnetFolder = fileURLToPath(new URL('../../../subnets/inference/', import.meta.url))
const folder = outsider('engines')
const ours = ['digits', 'upscaler', 'classifier']

let triton: string
let kserve: string
let models: Models
let scratch: string

beforeAll(() => {
  triton = pythonFor(folder)
  kserve = pythonFor(folder, 'requirements-kserve.txt')
  models = createModels({ workers: 1 })
  scratch = mkdtempSync(join(tmpdir(), 'oip-'))
}, 900_000)
afterAll(async () => {
  await models?.close()
  if (scratch) rmSync(scratch, { recursive: true, force: true })
})

/** A port such that those 1000 and 2000 above it are free too: MLServer takes all three. */
async function threeFreePorts(): Promise<number> {
  const isFree = (port: number) =>
    new Promise<boolean>((resolve) => {
      const server = createServer()
      server.once('error', () => resolve(false))
      server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
    })
  for (let port = 21_000; port < 23_000; port += 7) {
    if ((await isFree(port)) && (await isFree(port + 1_000)) && (await isFree(port + 2_000))) return port
  }
  throw new Error('no free port')
}

/** One of the third-party servers with our digits model. */
async function engine(python: string, name: 'mlserver' | 'kserve') {
  const onnx = join(subnetFolder, 'model', 'digits.onnx')
  const port = await threeFreePorts()
  const { child, ended } = start(
    python,
    [
      join(folder, 'oip_server.py'),
      '--engine',
      name,
      '--onnx',
      onnx,
      '--name',
      'digits',
      '--port',
      `${port}`,
    ],
    { cwd: scratch },
  )
  const [, url] = await seen(child.stdout!, /ready (http:\S+)/)
  return {
    url: url!,
    async stop() {
      child.kill('SIGKILL')
      await ended
    },
  }
}

describe('the official Triton client against a miner of ours', () => {
  it.each(ours)('%s passes every check, strictly, with binary data', { timeout: 120_000 }, async (model) => {
    const chain = fakeChain()
    const hotkey = keypairFromUri('//Bob')
    chain.register(hotkey.ss58)
    const local = createMiner({
      subnet: { contract, miner },
      chain,
      netuid: 1,
      hotkey,
      models,
      listen: { host: '127.0.0.1', port: 0 },
      unsigned: true,
    })
    await local.start()
    try {
      const url = local.status().url!
      const args = ['--url', url, '--model', model, '--strict', '--binary', 'require']
      // Free dimensions of a picture are as long as the batch; four pixels are few but a picture.
      const { code, stdout, stderr } = await run(triton, [
        join(folder, 'oip_client.py'),
        ...args,
        '--batch',
        '4',
      ])
      expect(JSON.parse(stdout.trim().split('\n').at(-1) ?? '{}'), stdout + stderr).toMatchObject({
        failed: 0,
        skipped: 0,
      })
      expect(code).toBe(0)
      console.log(`${model}: ${stdout.trim().split('\n').at(-1)}`)
    } finally {
      await local.stop()
    }
  })
})

it('miners in front of MLServer and KServe score as one that runs the model itself', {
  timeout: 300_000,
}, async () => {
  const list = JSON.parse(readFileSync(join(subnetFolder, 'models.json'), 'utf8'))
  const file = join(scratch, 'models.json')
  const digits = list.models
    .filter(({ id }: { id: string }) => id === 'digits')
    .map((entry: { manifest: string }) => ({ ...entry, manifest: join(subnetFolder, entry.manifest) }))
  writeFileSync(file, JSON.stringify({ ...list, models: digits }))
  const engines = [await engine(triton, 'mlserver'), await engine(kserve, 'kserve')]
  const fronting = (name: string, { url }: { url: string }) => ({
    name,
    class: 'honest' as const,
    description: `lets ${name} run its models`,
    config: { engine: { url } },
  })
  try {
    const { scores, errors, exchanges } = await rehearse({
      subnet: { contract, miner, validator },
      cast: {
        'built-in': undefined,
        mlserver: fronting('mlserver', engines[0]!),
        kserve: fronting('kserve', engines[1]!),
      },
      config: { models: file },
      models,
      epochs: 2,
    })
    console.log(scores)
    expect(errors).toEqual([])
    for (const { name, verdict } of exchanges) {
      expect(verdict, name).toMatchObject({
        verdict: 'finding',
        finding: { valid: true, commitment: 'agrees' },
      })
    }
    for (const name of ['mlserver', 'kserve']) {
      expect(scores[name]).toBeGreaterThanOrEqual(0.8 * scores['built-in']!)
    }
  } finally {
    await Promise.all(engines.map((each) => each.stop()))
  }
})
