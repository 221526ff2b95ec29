import { seededRandom } from '@subnetkit/core'
import { createModels, type Models } from '@subnetkit/models'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bitmapOf, pictureOf } from './bitmap.ts'
import { type Classifier, classifierOf } from './classifier.ts'
import { type Field, type FieldPicture, fieldOf } from './field.ts'
import { hiddenTruth, shownOf } from './hidden-truth.ts'
import { classifierManifest, fieldManifest, upscalerManifest } from './model.ts'
import { doubleBicubic, drawAttributes, psnr } from './scene/index.ts'
import { type Upscaler, upscalerOf } from './upscaler.ts'

const { signal } = new AbortController()
const random = seededRandom('networks')

let models: Models
let field: Field
let upscaler: Upscaler
let classifier: Classifier
beforeAll(async () => {
  models = createModels({ workers: 1 })
  field = fieldOf(await models.load(fieldManifest.parse(undefined)))
  upscaler = upscalerOf(await models.load(upscalerManifest.parse(undefined)))
  classifier = classifierOf(await models.load(classifierManifest.parse(undefined)))
})
afterAll(() => models.close())

const draw = (side: number, seed = 'one'): FieldPicture => ({
  attributes: drawAttributes(random),
  seed,
  width: side,
  height: side,
})

describe('field', () => {
  test('a picture painted in parts is the one of its pixels', async () => {
    const picture = { ...draw(0), width: 72, height: 128 }
    const { rgb } = await field.paint(picture, signal)
    expect(rgb).toHaveLength(72 * 128 * 3)
    const pixels = Uint32Array.from({ length: 500 }, () => random.integer(72 * 128))
    const colours = await field.colours(picture, pixels, signal)
    expect([...colours]).toEqual([...pixels].flatMap((pixel) => [...rgb.subarray(pixel * 3, pixel * 3 + 3)]))
  })
  test('prompt and seed decide the picture', async () => {
    const picture = draw(64)
    const [one, again, other] = await Promise.all([
      field.paint(picture, signal),
      field.paint({ ...picture }, signal),
      field.paint({ ...picture, seed: 'two' }, signal),
    ])
    expect(again).toEqual(one)
    expect(psnr(pictureOf(other), pictureOf(one))).toBeLessThan(40)
  })
  test('a small picture does not wait for a large one that was asked for before', async () => {
    const done: string[] = []
    await Promise.all([
      field.paint(draw(384), signal).then(() => done.push('large')),
      field.paint(draw(64), signal).then(() => done.push('small')),
    ])
    expect(done).toEqual(['small', 'large'])
  })
  test('whoever leaves is not worked for', async () => {
    const leaving = new AbortController()
    const painting = field.paint(draw(512), leaving.signal)
    leaving.abort(new Error('gone'))
    await expect(painting).rejects.toThrow('gone')
  })
  test('what the prompt says is what the classifier sees, mostly', async () => {
    let hits = 0
    for (let i = 0; i < 40; i++) {
      const picture = draw(128, `${i}`)
      hits += await classifier.hits(await field.paint(picture, signal), picture.attributes, signal)
    }
    expect(hits / 40).toBeGreaterThan(4.2)
  })
})

describe('classifier', () => {
  test('a picture that shows nothing has what luck gives it', async () => {
    const grey = { width: 128, height: 128, rgb: new Uint8Array(128 * 128 * 3).fill(128) }
    let hits = 0
    for (let i = 0; i < 200; i++) hits += await classifier.hits(grey, drawAttributes(random), signal)
    expect(hits / 200).toBeLessThan(2)
  })
  test('sides that 32 does not divide are read too', async () => {
    const picture = { ...draw(0), width: 200, height: 136 }
    const painted = await field.paint(picture, signal)
    expect(await classifier.hits(painted, picture.attributes, signal)).toBeGreaterThan(2)
  })
})

test('a network is not taken for another', async () => {
  const [of, upscales] = await Promise.all(
    [fieldManifest, upscalerManifest].map((manifest) => models.load(manifest.parse(undefined))),
  )
  for (const wrong of [() => fieldOf(upscales!), () => upscalerOf(of!), () => classifierOf(upscales!)]) {
    expect(wrong).toThrow(expect.objectContaining({ code: 'MODEL_KIND' }))
  }
})

describe('upscaler', () => {
  test('bands leave no seam', async () => {
    const picture = { width: 256, height: 70, rgb: random.bytes(256 * 70 * 3) }
    const banded = await upscaler.upscale(picture, signal)
    const model = await models.load(upscalerManifest.parse(undefined))
    const planes = Float32Array.from({ length: picture.rgb.length }, (_, i) => {
      const [c, pixel] = [Math.floor(i / (256 * 70)), i % (256 * 70)]
      return picture.rgb[pixel * 3 + c]! / 255
    })
    const { y } = await model.run({ x: { type: 'float32', dims: [1, 3, 70, 256], data: planes } })
    const whole = y!.data as Float32Array
    let worst = 0
    for (let i = 0; i < whole.length; i++) {
      const [c, pixel] = [Math.floor(i / (512 * 140)), i % (512 * 140)]
      worst = Math.max(worst, Math.abs(banded.rgb[pixel * 3 + c]! - whole[i]! * 255))
    }
    // Rounding to bytes, and what single precision adds.
    expect(worst).toBeLessThan(0.51)
  })
  test('it beats bicubic interpolation on scenes that it has not seen', async () => {
    let gain = 0
    for (let i = 0; i < 10; i++) {
      const truth = await hiddenTruth(`scene ${i}`)
      const shown = shownOf(truth)
      const enlarged = pictureOf(await upscaler.upscale(bitmapOf(shown), signal))
      gain += (psnr(enlarged, truth) - psnr(doubleBicubic(shown), truth)) / 10
    }
    expect(gain).toBeGreaterThan(3)
  })
})
