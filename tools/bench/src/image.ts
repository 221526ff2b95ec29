import { readFileSync } from 'node:fs'
import { seededRandom } from '@subnetkit/core'
import { createModels, type Model, type Models, measureEventLoopStall } from '@subnetkit/models'
import { fromOnnx, openSession, toOnnx } from '../../../packages/models/src/worker/onnx.ts'
import { type FieldPicture, fieldOf } from '../../../subnets/image/src/field.ts'
import { decodePng } from '../../../subnets/image/src/png/decode-png.ts'
import { encodePng } from '../../../subnets/image/src/png/encode-png.ts'
import { drawAttributes } from '../../../subnets/image/src/scene/index.ts'
import { spotCheck } from '../../../subnets/image/src/spot-check.ts'
import { upscalerOf } from '../../../subnets/image/src/upscaler.ts'
import type { Bench } from './benches.ts'
import { summarise } from './result.ts'

const manifestOf = (name: string): URL =>
  new URL(`../../../subnets/image/model/${name}.json`, import.meta.url)
const rounds = 45
const { signal } = new AbortController()

/** Questions as the subnet's validators ask them. */
function* questions(): Generator<FieldPicture> {
  const random = seededRandom('bench')
  for (let i = 0; i < rounds; i++) {
    const side = [224, 240, 256][i % 3]!
    yield { attributes: drawAttributes(random), seed: `bench ${i}`, width: side, height: side }
  }
}

/**
 * Processor time of all threads, in milliseconds: a picture is checked in so little that on a busy machine the clock would
 * mostly measure how long threads wait for each other.
 */
async function spent<T>(task: () => Promise<T>): Promise<{ ms: number; result: T }> {
  const before = process.cpuUsage()
  const result = await task()
  const { user, system } = process.cpuUsage(before)
  return { ms: (user + system) / 1_000, result }
}

/** What processor time a validator spends on a picture next to what a miner spent, in turn, with one worker and one thread each. */
export const benchImageVerify: Bench = async (say) => {
  const models = createModels({ workers: 1, threads: 1 })
  try {
    const field = fieldOf(await models.load(manifestOf('field')))
    const random = seededRandom('places')
    const [generating, verifying, shares]: [number[], number[], number[]] = [[], [], []]
    for (const picture of questions()) {
      const made = await spent(async () => encodePng(await field.paint(picture, signal)))
      const proof = await spent(async () => {
        const answer = await decodePng(made.result, ({ width }) => width === picture.width)
        return answer && spotCheck({ field, picture, answer, random: random.derive(picture.seed), signal })
      })
      if (!proof.result?.valid) throw new Error('an honest picture was refuted')
      generating.push(made.ms)
      verifying.push(proof.ms)
      shares.push(proof.ms / made.ms)
    }
    const { value, spread } = summarise(verifying)
    const share = summarise(shares).value
    say(`${rounds} pictures of 224 to 256 pixels a side: verifying costs ${share} of generating`)
    return [
      {
        bench: 'image.verify',
        case: 'pictures of 224 to 256 pixels a side',
        unit: 'ms',
        better: 'lower',
        value,
        spread,
        peers: { generate: summarise(generating).value },
        ratios: { generate: share },
      },
    ]
  } finally {
    await models.close()
  }
}

/** A model that runs on this thread's event loop. */
async function onTheLoop(models: Models, name: string): Promise<Model> {
  const { manifest } = await models.load(manifestOf(name))
  const session = await openSession(readFileSync(new URL(manifest.file, manifestOf(name))), 1)
  return { manifest, run: async (feeds) => fromOnnx(await session.run(toOnnx(feeds))) }
}

/** The longest that a miner's event loop stands still while it works on three requests at once, as large as they may be. */
export const benchImageStall: Bench = async (say) => {
  const models = createModels({ workers: 1, threads: 1 })
  try {
    const random = seededRandom('stall')
    const small = { width: 256, height: 256, rgb: random.bytes(256 * 256 * 3) }
    const smallPng = await encodePng(small)
    const three = (field: Model, upscaler: Model) => async (): Promise<unknown> => {
      const generate = async (seed: string) =>
        encodePng(
          await fieldOf(field).paint(
            { attributes: drawAttributes(random), seed, width: 512, height: 512 },
            signal,
          ),
        )
      const upscale = async () => {
        const picture = await decodePng(smallPng, () => true)
        return encodePng(await upscalerOf(upscaler).upscale(picture!, signal))
      }
      return Promise.all([generate('a'), generate('b'), upscale()])
    }
    const inWorker = three(await models.load(manifestOf('field')), await models.load(manifestOf('upscaler')))
    const here = three(await onTheLoop(models, 'field'), await onTheLoop(models, 'upscaler'))
    const [ours, theirs]: [number[], number[]] = [[], []]
    for (let round = 0; round < 7; round++) {
      ours.push((await measureEventLoopStall(inWorker)).maxMs)
      theirs.push((await measureEventLoopStall(here)).maxMs)
    }
    const { value, spread } = summarise(ours)
    const peer = summarise(theirs).value
    say(`in a worker ${value} ms, on the loop ${peer} ms`)
    return [
      {
        bench: 'image.stall',
        case: 'three requests at once',
        unit: 'ms',
        better: 'lower',
        value,
        spread,
        peers: { 'inference on the loop': peer },
        ratios: { 'inference on the loop': value / peer },
      },
    ]
  } finally {
    await models.close()
  }
}
