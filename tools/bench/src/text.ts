import { readFileSync } from 'node:fs'
import { seededRandom } from '@subnetkit/core'
import {
  createModels,
  type GenerateOptions,
  type LanguageModel,
  languageModel,
  measureEventLoopStall,
} from '@subnetkit/models'

import { Decoder } from '../../../packages/models/src/worker/decoder.ts'
import { generate } from '../../../packages/models/src/worker/generate.ts'
import { openSession } from '../../../packages/models/src/worker/onnx.ts'
import { drawQuestion } from '../../../subnets/text/src/questions.ts'
import type { Bench } from './benches.ts'
import { summarise } from './result.ts'

const modelManifest = new URL('../../../subnets/text/model/manifest.json', import.meta.url)
const rounds = 40

/** Questions as the subnet's validators ask them. */
const questionsFor = ({ manifest }: LanguageModel): GenerateOptions[] => {
  const random = seededRandom('bench')
  const prompts = manifest.prompts!
  return Array.from({ length: rounds }, () =>
    drawQuestion({ prompts, random, tokens: [40, 112], plain: false }),
  )
}

async function answer(model: LanguageModel, question: GenerateOptions) {
  const tokens: number[] = []
  const logprobs: number[] = []
  for await (const { token, logprob } of model.generate(question)) {
    tokens.push(token)
    logprobs.push(logprob)
  }
  return { tokens, logprobs }
}

async function timed<T>(task: () => Promise<T>): Promise<{ ms: number; result: T }> {
  const started = performance.now()
  const result = await task()
  return { ms: performance.now() - started, result }
}

/** What a validator spends on an answer next to what a miner spent, in turn, with one worker and one thread each. */
export const benchVerify: Bench = async (say) => {
  const models = createModels({ workers: 1, threads: 1 })
  try {
    const model = await languageModel(models, modelManifest)
    const [generating, verifying, shares]: [number[], number[], number[]] = [[], [], []]
    let length = 0
    for (const question of questionsFor(model)) {
      const made = await timed(() => answer(model, question))
      const proof = await timed(() => model.verify({ ...question, ...made.result }))
      if (!proof.result.ok) throw new Error('an honest answer was refuted')
      generating.push(made.ms)
      verifying.push(proof.ms)
      shares.push(proof.ms / made.ms)
      length += made.result.tokens.length
    }
    const peer = summarise(generating).value
    const { value, spread } = summarise(verifying)
    say(
      `${rounds} answers of ${Math.round(length / rounds)} tokens: verifying costs ${summarise(shares).value} of generating`,
    )
    const size = `an answer of ${Math.round(length / rounds)} tokens`
    const ratios = { generate: summarise(shares).value }
    return [
      {
        bench: 'text.verify',
        case: size,
        unit: 'ms',
        better: 'lower',
        value,
        spread,
        peers: { generate: peer },
        ratios,
      },
    ]
  } finally {
    await models.close()
  }
}

/** The longest that a miner's event loop stands still while it works on three requests at once. */
export const benchStall: Bench = async (say) => {
  const models = createModels({ workers: 1, threads: 1 })
  try {
    const model = await languageModel(models, modelManifest)
    const { architecture, file } = model.manifest
    const session = await openSession(readFileSync(new URL(file, modelManifest)), 1)
    const shape = { ...architecture, endToken: model.tokenizer.special.end }
    const onTheLoop = ({ messages, topK, topP, ...question }: GenerateOptions) => {
      const task = {
        kind: 'generate' as const,
        shape,
        prompt: model.promptTokens(messages),
        cut: { topK, topP },
        sampler: 'seeded' as const,
        ...question,
      }
      return generate(
        new Decoder(session, shape),
        shape,
        task,
        () => {},
        () => false,
      )
    }
    const [ours, theirs]: [number[], number[]] = [[], []]
    const questions = questionsFor(model)
    for (let at = 0; at + 3 <= questions.length; at += 3) {
      const three = questions.slice(at, at + 3)
      ours.push(
        (await measureEventLoopStall(() => Promise.all(three.map((each) => answer(model, each))))).maxMs,
      )
      theirs.push((await measureEventLoopStall(() => Promise.all(three.map(onTheLoop)))).maxMs)
    }
    const { value, spread } = summarise(ours)
    const peer = summarise(theirs).value
    say(`in a worker ${value} ms, on the loop ${peer} ms`)
    const [peers, ratios] = [{ 'inference on the loop': peer }, { 'inference on the loop': value / peer }]
    return [
      {
        bench: 'text.stall',
        case: 'three requests at once',
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
