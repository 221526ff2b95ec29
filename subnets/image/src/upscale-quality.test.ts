import { describe, expect, test } from 'vitest'
import { bitmapOf, pictureOf } from './bitmap.ts'
import { hiddenTruth, shownOf, truthSide } from './hidden-truth.ts'
import { blankPicture, doubleBicubic, doubleNearest, halve, type Picture } from './scene/index.ts'
import { upscaleQuality } from './upscale-quality.ts'

const truth = await hiddenTruth('a seed')
const other = await hiddenTruth('another seed')
const shown = shownOf(truth)
const bicubic = doubleBicubic(shown)
/** A picture that lies between two others. */
const between = (a: Picture, b: Picture, share: number): Picture => ({
  ...a,
  data: a.data.map((value, i) => value + (b.data[i]! - value) * share),
})
/** As far from bicubic as a good network is. */
const reference = between(bicubic, truth, 0.3)
const qualityOf = (answer: Picture) => upscaleQuality({ truth, answer, bicubic, reference })

describe('the scale', () => {
  test('the truth is worth all, and counts for 100 dB at most', () => {
    expect(qualityOf(truth)).toMatchObject({ quality: 1, ssim: 1 })
    expect(qualityOf(truth).gainDb).toBeLessThanOrEqual(100)
  })
  test('as good as our network is worth four fifths', () => {
    expect(qualityOf(reference).quality).toBeCloseTo(0.8, 5)
  })
  test('better than our network is worth more, up to a cap', () => {
    const [slightly, far] = [0.33, 0.6].map((share) => qualityOf(between(bicubic, truth, share)).quality)
    expect(slightly).toBeGreaterThan(0.8)
    expect(slightly).toBeLessThan(1)
    expect(far).toBe(1)
  })
  test.each<[string, Picture]>([
    ['bicubic interpolation', bicubic],
    ['bicubic interpolation rounded', pictureOf(bitmapOf(bicubic))],
    ['nearest pixels', doubleNearest(shown)],
    ['a blur of it', doubleBicubic(halve(bicubic))],
    ['black', blankPicture(truthSide, truthSide)],
    ['another picture', other],
  ])('%s is worth nothing', (_, answer) => {
    expect(qualityOf(answer).quality).toBeLessThan(0.02)
  })
})

test('where our network gains nothing, noise is not paid', () => {
  const flat = blankPicture(truthSide, truthSide)
  const noisy = between(flat, truth, 0.001)
  const scores = [flat, noisy].map((answer) =>
    upscaleQuality({ truth: flat, answer, bicubic: noisy, reference: noisy }),
  )
  for (const { quality, gainDb, ssim } of scores) {
    expect(quality >= 0 && quality <= 1 && Number.isFinite(gainDb) && Number.isFinite(ssim)).toBe(true)
  }
  expect(scores[1]!.quality).toBe(0)
})

test('the truth follows from its seed alone, and what is shown is half of it, in 8 bits', async () => {
  expect(await hiddenTruth('a seed')).toEqual(truth)
  expect(other.data).not.toEqual(truth.data)
  expect([shown.width, shown.height]).toEqual([64, 64])
  expect(pictureOf(bitmapOf(shown))).toEqual(shown)
})
