import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createModels, languageModel } from '@subnetkit/models'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { storyModelSizes, trainStoryModel } from './train-story-model.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'train-'))
})
afterAll(() => rm(folder, { recursive: true }))

const train = (name: string, steps: number, losses: number[] = []) =>
  trainStoryModel({
    ...storyModelSizes.tiny,
    stories: 100,
    name: 'smoke',
    folder: join(folder, name),
    seed: 'smoke',
    budget: { steps },
    threads: 1,
    onStep: ({ loss }) => losses.push(loss),
  })

it('lowers the loss, and what it exports generates answers that verify', async () => {
  const losses: number[] = []
  const manifest = await train('a', 80, losses)
  // A model that knows nothing has a loss of ln 256 = 5.5.
  expect(losses[0]).toBeGreaterThan(5.3)
  expect(losses.at(-1)).toBeLessThan(5.1)
  expect(manifest.training?.validationLoss).toBeLessThan(4.6)

  const models = createModels()
  try {
    const model = await languageModel(models, join(folder, 'a', 'manifest.json'))
    const question = {
      messages: [{ role: 'user' as const, content: 'Tell a story about a fox and a key.' }],
      seed: '1',
      temperature: 1,
      maxTokens: 20,
    }
    const tokens: number[] = []
    for await (const { token } of model.generate(question)) tokens.push(token)
    expect(await model.verify({ ...question, tokens })).toMatchObject({ ok: true })
  } finally {
    await models.close()
  }
})

it('gives the same bytes for the same seed and steps', async () => {
  const [one, two] = [await train('b', 3), await train('c', 3)]
  expect(one.sha256).toBe(two.sha256)
  expect(one.tokenizer.sha256).toBe(two.tokenizer.sha256)
})
