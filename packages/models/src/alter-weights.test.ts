import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { alterWeights } from './alter-weights.ts'

const onnx = readFileSync(new URL('../fixtures/tiny/story-lm.onnx', import.meta.url))

it('leaves the bytes as they were when nothing changes', () => {
  expect(Buffer.from(alterWeights(onnx, (weights) => weights)).equals(onnx)).toBe(true)
})

it('changes weights, and neither the model it was given nor its length', () => {
  const before = Buffer.from(onnx)
  const seen: number[] = []
  const altered = alterWeights(onnx, (weights) => {
    seen.push(weights.length)
    return weights.map(() => 0)
  })
  expect(onnx.equals(before)).toBe(true)
  expect(altered).toHaveLength(onnx.length)
  expect(Buffer.from(altered).equals(onnx)).toBe(false)
  expect(seen.length).toBeGreaterThan(3)
  expect(Math.min(...seen)).toBeGreaterThanOrEqual(64)
})

it.each([
  ['nothing', new Uint8Array(0)],
  ['text', new TextEncoder().encode('no model at all')],
  ['a model that is cut short', onnx.subarray(0, 5_000)],
])('refuses %s', (_, bytes) => {
  expect(() => alterWeights(bytes, (weights) => weights)).toThrow(RangeError)
})

it('refuses a change that loses weights', () => {
  expect(() => alterWeights(onnx, (weights) => weights.subarray(1))).toThrow(/returned/)
})
