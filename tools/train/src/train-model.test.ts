import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { seededRandom } from '@subnetkit/core'
import { createModels } from '@subnetkit/models'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { classifierRecipe, classifierSizes } from './classifier/classifier-recipe.ts'
import type { Digit } from './digits/digit-images.ts'
import { digitsRecipe, digitsSizes } from './digits/digits-recipe.ts'
import { fieldRecipe, fieldSizes } from './field/field-recipe.ts'
import type { Recipe } from './recipe.ts'
import { trainModel } from './train-model.ts'
import { upscalerRecipe, upscalerSizes } from './upscaler/upscaler-recipe.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'train-'))
})
afterAll(() => rm(folder, { recursive: true }))

/** Stand-ins for handwriting: a bright bar whose place is the digit. */
const bars = (count: number): Digit[] =>
  Array.from({ length: count }, (_, i) => {
    const image = new Float32Array(784)
    image.fill(1, (i % 10) * 56 + 112, (i % 10) * 56 + 168)
    return { image, digit: i % 10 }
  })

/** Models, steps that suffice, and what their loss falls below; `knows` is a figure that nothing learned would not reach. */
const cases: { recipe: Recipe; steps: number; share: number; knows?: { figure: string; above: number } }[] = [
  { recipe: fieldRecipe(fieldSizes.tiny), steps: 120, share: 0.7 },
  { recipe: upscalerRecipe(upscalerSizes.tiny), steps: 120, share: 0.9 },
  {
    recipe: classifierRecipe(classifierSizes.tiny),
    steps: 100,
    share: 0.9,
    knows: { figure: 'background', above: 0.25 },
  },
  {
    recipe: digitsRecipe(digitsSizes.tiny, { training: bars(100), heldOut: bars(10) }),
    steps: 150,
    share: 0.7,
    knows: { figure: 'accuracy', above: 0.3 },
  },
]

describe.each(cases)('$recipe.network.name', ({ recipe, steps, share, knows }) => {
  it('learns: its loss falls, and what is written is what was measured', { timeout: 90_000 }, async () => {
    const { name } = recipe.network
    const losses: number[] = []
    const manifest = await trainModel(recipe, {
      folders: [join(folder, 'one'), join(folder, 'two')],
      seed: 'smoke',
      budget: { steps },
      threads: 1,
      onStep: ({ loss }) => losses.push(loss),
    })
    expect(losses).toHaveLength(steps)
    expect(losses.at(-1)!).toBeLessThan(losses[0]! * share)
    if (knows) expect(manifest.training?.[knows.figure]).toBeGreaterThan(knows.above)

    const models = createModels()
    try {
      const model = await models.load(join(folder, 'two', `${name}.json`))
      expect(model.manifest).toEqual(manifest)
      const outputs = await model.run(
        Object.fromEntries(
          recipe.network.inputs.map(({ name: input, shape }) => {
            const dims = shape.map((size) => (typeof size === 'string' ? 6 : size))
            const data = Float32Array.from({ length: dims.reduce((a, b) => a * b, 1) }, (_, i) => (i % 7) / 7)
            return [input, { type: 'float32', dims, data } as const]
          }),
        ),
      )
      for (const { name: output } of recipe.network.outputs) {
        expect([...(outputs[output]!.data as Float32Array)].every(Number.isFinite)).toBe(true)
      }
    } finally {
      await models.close()
    }
  })
})

it('gives the same bytes for the same seed and steps, in every folder', async () => {
  const recipe = { ...upscalerRecipe(upscalerSizes.tiny), measure: async () => ({}) }
  const hashes = []
  for (const out of ['three', 'four']) {
    const options = { seed: 'again', budget: { steps: 2 }, threads: 1 }
    const folders = [join(folder, out), join(folder, `${out}b`)] as const
    hashes.push((await trainModel(recipe, { ...options, folders })).sha256)
  }
  expect(hashes[0]).toBe(hashes[1])
  const files = ['three', 'threeb', 'four'].map((out) => readFile(join(folder, out, 'upscaler.onnx')))
  const [one, copy, two] = await Promise.all(files)
  expect(copy).toEqual(one)
  expect(two).toEqual(one)
})

it('batches follow from their seed', () => {
  for (const { recipe } of cases) {
    const [one, two] = [0, 1].map(() => recipe.batches(seededRandom('batch'))())
    for (const [name, tensor] of Object.entries(one!)) expect(tensor.data).toEqual(two![name]!.data)
  }
})
