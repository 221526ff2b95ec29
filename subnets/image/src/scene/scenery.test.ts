import { seededRandom } from '@subnetkit/core'
import { expect, it } from 'vitest'
import { paint } from './painter.ts'
import { blankPicture, pictureFromPlanes, pictureToPlanes, roundToBytes } from './picture.ts'
import { meanSquaredError, psnr, ssim } from './quality.ts'
import { doubleBicubic, doubleNearest, halve } from './resample.ts'
import { sceneryPainter } from './scenery.ts'

const scene = (key: string, width = 64, height = 64) =>
  paint(sceneryPainter(seededRandom(key)), { width, height, samples: 2 })

it('a scene follows from its seed, at any size', () => {
  expect(scene('a')).toEqual(scene('a'))
  expect(psnr(scene('a'), scene('b'))).toBeLessThan(25)
  expect(psnr(halve(scene('a', 96, 48)), scene('a', 48, 24))).toBeGreaterThan(20)
})

it('a window shows its part of a scene', () => {
  const painter = sceneryPainter(seededRandom('w'))
  const whole = paint(painter, { width: 32, height: 32 })
  const part = paint(painter, { width: 16, height: 16, window: { x: 0.5, y: 0, width: 0.5, height: 0.5 } })
  for (let y = 0; y < 16; y++) {
    const row = whole.data.slice((y * 32 + 16) * 3, (y + 1) * 32 * 3)
    expect(part.data.slice(y * 48, (y + 1) * 48)).toEqual(row)
  }
})

it('has detail that enlarging does not bring back, and bicubic brings back more than black', () => {
  const truth = scene('detail')
  const small = roundToBytes(halve(truth))
  for (const double of [doubleBicubic, doubleNearest]) {
    const large = double(small)
    expect([large.width, large.height]).toEqual([64, 64])
    expect(psnr(large, truth)).toBeGreaterThan(18)
    expect(psnr(large, truth)).toBeLessThan(45)
    expect(ssim(large, truth)).toBeGreaterThan(0.7)
    expect(ssim(large, truth)).toBeLessThan(0.999)
  }
  expect(ssim(blankPicture(64, 64), truth)).toBeLessThan(0.1)
})

it('bicubic leaves what is even as it is, and is exact between lines', () => {
  const even = { width: 3, height: 2, data: new Float32Array(18).fill(0.4) }
  for (const value of doubleBicubic(even).data) expect(value).toBeCloseTo(0.4, 6)
  // A ramp of slope 0.1 stays one, away from the borders: Catmull-Rom reproduces straight lines.
  const ramp = blankPicture(8, 1)
  for (let i = 0; i < 24; i++) ramp.data[i] = 0.1 * Math.floor(i / 3)
  const doubled = doubleBicubic(ramp)
  for (let x = 4; x < 12; x++) expect(doubled.data[x * 3]).toBeCloseTo(0.1 * ((x + 0.5) / 2 - 0.5), 6)
})

it('halving averages boxes and undoes doubling', () => {
  const small = scene('h', 12, 8)
  const again = halve(doubleNearest(small))
  for (const [i, value] of again.data.entries()) expect(value).toBeCloseTo(small.data[i]!, 6)
  expect(() => halve(blankPicture(3, 2))).toThrow(RangeError)
})

it('planes and back', () => {
  const picture = scene('p', 6, 4)
  expect(pictureFromPlanes(6, 4, pictureToPlanes(picture))).toEqual(picture)
  expect(pictureToPlanes(picture)[6 * 4]).toBe(picture.data[1])
})

it('measures: known values, and sizes that differ are refused', () => {
  const [black, grey] = [
    blankPicture(16, 16),
    { ...blankPicture(16, 16), data: new Float32Array(768).fill(0.1) },
  ]
  expect(meanSquaredError(black, grey)).toBeCloseTo(0.01, 8)
  expect(psnr(black, grey)).toBeCloseTo(20, 4)
  expect(psnr(black, black)).toBe(Number.POSITIVE_INFINITY)
  expect(ssim(grey, grey)).toBeCloseTo(1, 8)
  // Without structure only brightness counts: c1 / (0.1² + c1).
  expect(ssim(black, grey)).toBeCloseTo(1e-4 / (0.01 + 1e-4), 4)
  expect(() => psnr(black, blankPicture(16, 8))).toThrow(RangeError)
  expect(() => ssim(blankPicture(7, 16), blankPicture(7, 16))).toThrow(RangeError)
})
