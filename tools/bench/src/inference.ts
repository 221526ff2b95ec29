import { readFileSync } from 'node:fs'
import { seededRandom } from '@subnetkit/core'
import { createModels, type Models, measureEventLoopStall } from '@subnetkit/models'

import { fromOnnx, openSession, toOnnx } from '../../../packages/models/src/worker/onnx.ts'
import { prove } from '../../../subnets/inference/src/check/prove.ts'
import { drawInputs } from '../../../subnets/inference/src/questions/draw-inputs.ts'
import { openRegistry } from '../../../subnets/inference/src/registry/registry.ts'
import type { ServedModel } from '../../../subnets/inference/src/registry/served-model.ts'
import { feedsOf } from '../../../subnets/inference/src/run/onnx-tensor.ts'
import { localRunner } from '../../../subnets/inference/src/run/runner.ts'
import type { Bench } from './benches.ts'
import { type BenchResult, summarise } from './result.ts'

const modelsFile = new URL('../../../subnets/inference/models.json', import.meta.url)
const rounds = 40
const never = new AbortController().signal

async function timed<T>(task: () => Promise<T> | T): Promise<{ ms: number; result: T }> {
  const started = performance.now()
  const result = await task()
  return { ms: performance.now() - started, result }
}

/** What a validator spends on an answer next to what its miner spent on it. */
async function verifying(
  models: Models,
  model: ServedModel,
  say: (line: string) => void,
): Promise<BenchResult> {
  const { id } = model.entry
  const run = await localRunner(models, model)
  const random = seededRandom(`bench ${id}`)
  const [asking, running, proving, shares]: [number[], number[], number[], number[]] = [[], [], [], []]
  for (let round = -3; round < rounds; round++) {
    const drawn = await timed(() => drawInputs(model, random.derive(round)))
    const inputs = drawn.result
    const made = await timed(() => run(inputs, never))
    const proof = await timed(() =>
      prove({
        model,
        run,
        inputs,
        outputs: made.result,
        random: random.derive(round, 'check'),
        signal: never,
      }),
    )
    if (!proof.result.ok) throw new Error('an honest answer was refuted')
    // The first ones warm up.
    if (round < 0) continue
    asking.push(drawn.ms)
    running.push(made.ms)
    proving.push(proof.ms)
    shares.push(proof.ms / made.ms)
  }
  const { value, spread } = summarise(proving)
  const [peers, ratios] = [
    { 'drawing the question': summarise(asking).value, 'running it': summarise(running).value },
    { 'running it': summarise(shares).value },
  ]
  say(`${id}: ${value} ms, ${ratios['running it']} of running it`)
  return { bench: 'inference.verify', case: id, unit: 'ms', better: 'lower', value, spread, peers, ratios }
}

/** What verifying costs, for every model of the list, with one worker and one thread. */
export const benchInferenceVerify: Bench = async (say) => {
  const models = createModels({ workers: 1, threads: 1 })
  try {
    const results: BenchResult[] = []
    for (const model of (await openRegistry(modelsFile)).models)
      results.push(await verifying(models, model, say))
    return results
  } finally {
    await models.close()
  }
}

/** The longest that a miner's event loop stands still while it enlarges three pictures at once. */
export const benchInferenceStall: Bench = async (say) => {
  const models = createModels({ workers: 1, threads: 1 })
  try {
    const listed = (await openRegistry(modelsFile)).find('upscaler')
    const free = listed.manifest.inputs.flatMap(({ shape }) =>
      shape.filter((size) => typeof size === 'string'),
    )
    const [batch, ...sides] = free
    const dims = Object.fromEntries([[batch, [1, 1]], ...sides.map((side) => [side, [192, 192]])])
    const model = { ...listed, entry: { ...listed.entry, dims } }
    const run = await localRunner(models, model)
    const file = new URL(model.manifest.file, model.manifestUrl)
    const session = await openSession(readFileSync(file), 1)
    const inputs = Array.from({ length: 3 }, (_, i) => drawInputs(model, seededRandom(`bench ${i}`)))
    const onTheLoop = async (one: (typeof inputs)[number]) =>
      fromOnnx(await session.run(toOnnx(feedsOf(one))))
    const stallOf = async (work: (one: (typeof inputs)[number]) => Promise<unknown>): Promise<number> =>
      (await measureEventLoopStall(() => Promise.all(inputs.map(work)))).maxMs
    const [ours, theirs]: [number[], number[]] = [[], []]
    for (let round = 0; round < 10; round++) {
      ours.push(await stallOf((one) => run(one, never)))
      theirs.push(await stallOf(onTheLoop))
    }
    const { value, spread } = summarise(ours)
    const peer = summarise(theirs).value
    say(`in a worker ${value} ms, on the loop ${peer} ms`)
    const [peers, ratios] = [{ 'inference on the loop': peer }, { 'inference on the loop': value / peer }]
    return [
      {
        bench: 'inference.stall',
        case: 'three pictures of 192 × 192 at once',
        unit: 'ms',
        better: 'lower',
        value,
        spread,
        peers,
        ratios,
      },
    ]
  } finally {
    await models.close()
  }
}
