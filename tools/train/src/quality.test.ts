import type { Model, Tensors } from '@subnetkit/models'
import {
  type Attributes,
  attributeNames,
  attributeWords,
  doubleBicubic,
  pictureFromPlanes,
  pictureToPlanes,
  thingPainter,
} from '@subnetkit/subnet-image/scene'
import { expect, it } from 'vitest'
import { classifierAccuracy } from './classifier/classifier-quality.ts'
import { digitsAccuracy } from './digits/digits-recipe.ts'
import { fieldAdherence, fieldError } from './field/field-quality.ts'
import { upscalerLikeness } from './upscaler/upscaler-quality.ts'

const manifest = {
  schemaVersion: 1,
  kind: 'tensors',
  name: 'fake',
  version: '1',
  licence: 'MIT',
  file: 'fake.onnx',
  sha256: '0'.repeat(64),
  bytes: 1,
  inputs: [{ name: 'x', type: 'float32', shape: [1] }],
  outputs: [{ name: 'y', type: 'float32', shape: [1] }],
} as const satisfies Model['manifest']

const fake = (
  run: (
    feeds: Record<string, Float32Array>,
    dims: readonly number[],
  ) => Record<string, number[] | Float32Array>,
): Model => ({
  manifest: { ...manifest, inputs: [...manifest.inputs], outputs: [...manifest.outputs] },
  run: async (feeds) => {
    const data = Object.entries(feeds).map(([name, tensor]) => [name, tensor.data as Float32Array] as const)
    const outputs = run(Object.fromEntries(data), Object.values(feeds).at(-1)!.dims)
    return Object.fromEntries(
      Object.entries(outputs).map(([name, values]) => [
        name,
        { type: 'float32', dims: [values.length], data: Float32Array.from(values) },
      ]),
    ) as Tensors
  },
})

function decode(condition: Float32Array): Attributes {
  let start = 0
  const words = attributeNames.map((name) => {
    const list: readonly string[] = attributeWords[name]
    const word = list.find((_, i) => condition[start + i] === 1)
    start += list.length
    return [name, word]
  })
  return Object.fromEntries(words) as unknown as Attributes
}

/** Paints as the painter that fields learn from does. */
const perfectField = fake(({ cond, uv }) => {
  const painter = thingPainter(decode(cond!), cond!.slice(28))
  const rgb = new Float32Array((uv!.length / 2) * 3)
  for (let i = 0; i < uv!.length / 2; i++) painter(uv![i * 2]!, uv![i * 2 + 1]!, rgb, i * 3)
  return { rgb }
})

/** Sees the first word of everything everywhere. */
const dullClassifier = fake(() =>
  Object.fromEntries(attributeNames.map((name, i) => [`l${i}`, attributeWords[name].map((_, j) => -j)])),
)

it('a field that paints as its teacher has no error, a black one has', async () => {
  expect(await fieldError(perfectField, 2)).toBeLessThan(1e-9)
  expect(
    await fieldError(
      fake(({ uv }) => ({ rgb: new Float32Array((uv!.length / 2) * 3) })),
      2,
    ),
  ).toBeGreaterThan(0.05)
})

it('adherence and accuracy of a classifier that always says the same are those of chance', async () => {
  for (const figures of [
    await fieldAdherence(perfectField, dullClassifier, 60),
    await classifierAccuracy(dullClassifier, 60),
  ]) {
    expect(figures.size).toBeGreaterThan(0.3)
    expect(figures.size).toBeLessThan(0.7)
    expect(figures.colour).toBeLessThan(0.35)
  }
  expect((await fieldAdherence(perfectField, dullClassifier, 20)).all).toBeLessThan(0.2)
})

it('an upscaler that is bicubic is as good as bicubic', async () => {
  const bicubic = fake(({ x }, dims) => {
    const [, , height, width] = dims as [number, number, number, number]
    return { y: pictureToPlanes(doubleBicubic(pictureFromPlanes(width, height, x!))) }
  })
  const likeness = await upscalerLikeness(bicubic, 2)
  expect(likeness.upscaler).toEqual(likeness.bicubic)
  expect(likeness.nearest.psnr).not.toBe(likeness.bicubic.psnr)
})

it('accuracy is the share of digits read right', async () => {
  const digits = [3, 3, 3, 5].map((digit) => ({ digit, image: new Float32Array(784) }))
  const always3 = fake(() => ({ logits: [0, 0, 0, 1, 0, 0, 0, 0, 0, 0] }))
  expect(await digitsAccuracy(always3, digits)).toBe(0.75)
})
