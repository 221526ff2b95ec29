import { seededRandom } from '@subnetkit/core'
import type { TensorInfo, TensorType } from '@subnetkit/models'
import { tensorTypes } from '@subnetkit/models'
import { describe, expect, test } from 'vitest'
import { modelsFile } from '../config.ts'
import { ModelEntry } from '../registry/model-entry.ts'
import { openRegistry } from '../registry/registry.ts'
import type { ServedModel } from '../registry/served-model.ts'
import { checkRequest } from '../run/check-inputs.ts'
import { inferRequest } from '../wire/infer-request.ts'
import { checkData, type Tensor } from '../wire/tensor.ts'
import { numbersOf } from '../wire/values.ts'
import { drawInputs } from './draw-inputs.ts'

const modelOf = (inputs: TensorInfo[], more: object = {}): ServedModel => ({
  entry: ModelEntry.parse({ id: 'any', manifest: 'm.json', dims: { n: [2, 5], h: [8, 9] }, ...more }),
  manifest: {
    inputs,
    outputs: [{ name: 'y', type: 'float32', shape: ['n'] }],
  } as unknown as ServedModel['manifest'],
  manifestUrl: new URL('file:///none'),
})

/** Comparing arrays of bytes one by one takes a test framework seconds. */
const textOf = (tensors: readonly Tensor[]): string =>
  JSON.stringify(
    tensors.map(({ data, ...rest }) => ({ ...rest, data: Buffer.from(data).toString('base64') })),
  )

describe('inputs that a validator makes up', () => {
  test('fit every model of the list and differ by seed', async () => {
    for (const model of (await openRegistry(modelsFile)).models) {
      const seen = new Set<string>()
      for (let seed = 0; seed < 20; seed++) {
        const inputs = drawInputs(model, seededRandom(`${seed}`))
        const request = { id: 'a', inputs, binaryOutputs: true }
        checkRequest(model, request)
        const body = inferRequest.encode(request)
        const read = inferRequest.decode(body, inferRequest.headers?.(request, body))
        expect(textOf(read.inputs)).toBe(textOf(inputs))
        expect(textOf(drawInputs(model, seededRandom(`${seed}`)))).toBe(textOf(inputs))
        for (const { data } of inputs) seen.add(Buffer.from(data).toString('base64'))
      }
      expect(seen.size).toBe(20)
    }
  })
  test.each(tensorTypes)('have values of %s', (type: TensorType) => {
    const info = { name: 'x', type, shape: ['n', 3] }
    const model = modelOf([info], { values: { x: { low: 0, high: 5 } } })
    const [tensor] = drawInputs(model, seededRandom('one'))
    checkData(tensor!, { allowNonFinite: false })
    if (type === 'string') return
    const values = Array.from(numbersOf(tensor!), Number)
    const most = type === 'bool' ? 1 : 5
    for (const value of values) expect(value >= 0 && value <= most, `${value}`).toBe(true)
    expect(new Set(values).size).toBeGreaterThan(1)
  })
  test.each(['noise', 'picture', 'strokes'] as const)('of the pattern %s stay in their range', (pattern) => {
    const info: TensorInfo = { name: 'x', type: 'float32', shape: ['n', 3, 'h', 'h'] }
    const model = modelOf([info], { values: { x: { pattern, low: -1, high: 2 } } })
    for (let seed = 0; seed < 20; seed++) {
      const [tensor] = drawInputs(model, seededRandom(`${seed}`))
      const values = Array.from(numbersOf(tensor!) as ArrayLike<number>)
      expect(Math.min(...values)).toBeGreaterThanOrEqual(-1)
      expect(Math.max(...values)).toBeLessThanOrEqual(2)
      expect(new Set(values).size).toBeGreaterThan(2)
    }
  })
  test('share a free dimension among all inputs', () => {
    const inputs: TensorInfo[] = ['a', 'b'].map((name) => ({ name, type: 'float32', shape: ['n', 'h'] }))
    const [a, b] = drawInputs(modelOf(inputs), seededRandom('one'))
    expect(a!.shape).toEqual(b!.shape)
    expect(a!.data).not.toEqual(b!.data)
  })
})
