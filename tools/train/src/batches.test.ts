import { seededRandom } from '@subnetkit/core'
import { attributeLength, halve, pictureFromPlanes, roundToBytes } from '@subnetkit/subnet-image/scene'
import { expect, it } from 'vitest'
import { classifierBatches } from './classifier/classifier-batch.ts'
import { drawFieldBatch, drawLatents } from './field/field-batch.ts'
import { floatData } from './session.ts'
import { upscalerBatches } from './upscaler/upscaler-batch.ts'

it('field: points in the picture, every other one near the thing, with colours of either', () => {
  const { condition, points, colours } = drawFieldBatch({ pictures: 6, points: 40 }, seededRandom('field'))
  expect(condition!.dims).toEqual([6, 38])
  expect([...floatData(points)].every((value) => value >= 0 && value <= 1)).toBe(true)
  expect([...floatData(colours)].every((value) => value >= 0 && value <= 1)).toBe(true)
  for (let picture = 0; picture < 6; picture++) {
    const place = floatData(condition)
      .subarray(picture * 38, picture * 38 + attributeLength)
      .slice(23)
    const isCentred = place[0] === 1
    const near = floatData(points)
      .subarray(picture * 80, (picture + 1) * 80)
      .filter((_, i) => i % 4 >= 2)
    if (isCentred) for (const value of near) expect(Math.abs(value - 0.5)).toBeLessThan(0.34)
    const own = floatData(colours).subarray(picture * 120, (picture + 1) * 120)
    expect(Math.max(...own) - Math.min(...own)).toBeGreaterThan(0.1)
  }
})

it('field: latents are spread as those of requests', () => {
  const random = seededRandom('latents')
  const values = Array.from({ length: 300 }, () => [...drawLatents(random)]).flat()
  expect(values.every((value) => value >= -1 && value < 1)).toBe(true)
  const square = values.reduce((sum, value) => sum + value ** 2, 0) / values.length
  expect(Math.abs(square - 1 / 3)).toBeLessThan(0.03)
})

it('upscaler: the small picture is half of the large one, and scenes change', () => {
  const draw = upscalerBatches({ rows: 2, side: 8 }, seededRandom('upscaler'))
  const seen = new Set<number>()
  for (let step = 0; step < 5; step++) {
    const { small, large } = draw()
    for (let row = 0; row < 2; row++) {
      const of = (tensor: typeof small, side: number) =>
        pictureFromPlanes(
          side,
          side,
          floatData(tensor).slice(row * side * side * 3, (row + 1) * side * side * 3),
        )
      expect(of(small, 8)).toEqual(roundToBytes(halve(of(large, 16))))
      seen.add(floatData(large)[row * 768]!)
    }
  }
  expect(seen.size).toBeGreaterThan(3)
})

it('classifier: pictures -1 … 1 but for noise, and every label within its words', () => {
  const { x, ...labels } = classifierBatches(10, seededRandom('classifier'))()
  expect(x!.dims).toEqual([10, 3, 32, 32])
  expect(floatData(x).every((value) => Math.abs(value) <= 1.17)).toBe(true)
  const answers = [5, 8, 8, 2, 5]
  for (const [i, tensor] of Object.values(labels).entries()) {
    for (const label of tensor.data as BigInt64Array) expect(Number(label)).toBeLessThan(answers[i]!)
  }
  expect(labels.label1!.data).not.toEqual(labels.label2!.data)
})
