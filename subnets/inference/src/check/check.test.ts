import { seededRandom } from '@subnetkit/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ServedModel } from '../registry/served-model.ts'
import type { Datatype } from '../wire/datatype.ts'
import type { Tensor } from '../wire/tensor.ts'
import { pack } from '../wire/values.ts'
import { compareTensors } from './compare.ts'
import { prove } from './prove.ts'
import { takeItems } from './take-items.ts'

const floats = (values: readonly number[], shape = [values.length], name = 'y'): Tensor => ({
  name,
  datatype: 'FP32',
  shape,
  data: new Uint8Array(Float32Array.from(values).buffer),
  binary: true,
})
const tolerance = { absolute: 1e-4, relative: 1e-5 }
const compare = (given: number[], wanted: number[]) =>
  compareTensors(floats(given), floats(wanted), tolerance)

describe('two outputs', () => {
  test.each<[string, number[], number[], boolean]>([
    ['equal', [1, 2], [1, 2], true],
    ['within the absolute tolerance', [0.00009], [0], true],
    ['beyond it', [0.00011], [0], false],
    ['within the relative tolerance', [100_000.5], [100_000], true],
    ['beyond it too', [100_002], [100_000], false],
    ['no number where there is one', [Number.NaN], [0], false],
    ['infinite where it is not', [Number.POSITIVE_INFINITY], [1], false],
    ['a number where there is none', [0], [Number.NaN], false],
    ['the same infinity', [Number.POSITIVE_INFINITY, 1], [Number.POSITIVE_INFINITY, 1.00001], true],
    ['the other infinity', [Number.NEGATIVE_INFINITY], [Number.POSITIVE_INFINITY], false],
  ])('%s', (_, given, wanted, ok) => {
    const found = compare(given, wanted)
    expect(found.ok).toBe(ok)
    expect(Number.isFinite(found.error)).toBe(true)
  })
  test.each<[Datatype, unknown[], unknown[]]>([
    ['INT32', [5], [6]],
    ['UINT8', [5], [6]],
    ['INT64', [5], [6]],
    ['BOOL', [true], [false]],
    ['BYTES', ['ab'], ['ac']],
  ])('%s must be equal', (datatype, given, wanted) => {
    const of = (values: unknown[]) => ({ datatype, data: pack('y', datatype, values) })
    expect(compareTensors(of(given), of(given), tolerance).ok).toBe(true)
    expect(compareTensors(of(given), of(wanted), { absolute: 9, relative: 9 }).ok).toBe(false)
  })
})

test('items of a batch are rows, of fixed size or not', () => {
  expect(takeItems(floats([1, 2, 3, 4, 5, 6], [3, 2]), [2, 0])).toEqual(floats([5, 6, 1, 2], [2, 2]))
  const texts = (values: string[], shape: number[]): Tensor => ({
    ...{ name: 't', datatype: 'BYTES', shape, binary: true },
    data: pack('t', 'BYTES', values),
  })
  expect(takeItems(texts(['a', 'bcd', '', 'e'], [2, 2]), [1])).toEqual(texts(['', 'e'], [1, 2]))
})

/** A model that doubles: x [n, 2] → y [n, 2]. */
const doubling = (more: Partial<ServedModel['entry']> = {}): ServedModel => ({
  entry: {
    ...{ id: 'doubling', version: '1', manifest: '', mode: 'tolerance', tolerance, dims: {}, values: {} },
    ...{ check: 2, maxElements: 1_000, ...more },
  } as ServedModel['entry'],
  manifest: {
    inputs: [{ name: 'x', type: 'float32', shape: ['n', 2] }],
    outputs: [{ name: 'y', type: 'float32', shape: ['n', 2] }],
  } as ServedModel['manifest'],
  manifestUrl: new URL('file:///none'),
})
const never = new AbortController().signal

const check = (outputs: Tensor[], more: Partial<ServedModel['entry']> = {}, seed = 'one', items = 4) => {
  const ran: number[] = []
  const proof = prove({
    model: doubling(more),
    run: async ([x]) => {
      ran.push(x!.shape[0]!)
      const values = new Float32Array(new Uint8Array(x!.data).buffer)
      return [
        floats(
          Array.from(values, (value) => 2 * value),
          [...x!.shape],
        ),
      ]
    },
    inputs: [
      floats(
        Array.from({ length: 2 * items }, (_, i) => i),
        [items, 2],
        'x',
      ),
    ],
    outputs,
    random: seededRandom(seed),
    signal: never,
  })
  return proof.then((found) => ({ ...found, ran }))
}
const right = [0, 2, 4, 6, 8, 10, 12, 14]

describe('an answer', () => {
  test('that is right, of which some is run again', async () => {
    expect(await check([floats(right, [4, 2])])).toEqual({
      ok: true,
      items: 4,
      checked: 2,
      error: 0,
      ran: [2],
    })
    expect(await check([floats(right, [4, 2])], { check: 9 })).toMatchObject({
      ok: true,
      checked: 4,
      ran: [4],
    })
  })
  test('with one wrong item of four is found out in about half of the checks of two', async () => {
    const wrong = [floats(right.with(5, 99), [4, 2])]
    const found = await Promise.all(Array.from({ length: 200 }, (_, i) => check(wrong, {}, `${i}`)))
    const caught = found.filter(({ ok }) => !ok).length
    expect(caught).toBeGreaterThan(70)
    expect(caught).toBeLessThan(130)
  })
  test('with every item but the first made up never passes a check of two', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string(), async (seed) => {
        const repeated = [floats([0, 2, 0, 2, 0, 2, 0, 2], [4, 2])]
        expect((await check(repeated, {}, seed)).ok).toBe(false)
      }),
    )
  })
  test.each<[string, Tensor[]]>([
    ['no output', []],
    ['another output', [floats(right, [4, 2], 'z')]],
    ['one output too many', [floats(right, [4, 2]), floats(right, [4, 2], 'z')]],
    ['another shape', [floats(right, [8])]],
    ['another batch', [floats(right.slice(2), [3, 2])]],
    ['another datatype', [{ ...floats(right, [4, 2]), datatype: 'INT32' }]],
  ])('%s is refuted without a run', async (_, outputs) => {
    expect(await check(outputs)).toMatchObject({ ok: false, checked: 0, ran: [] })
  })
  test('in exact mode must be right to the bit', async () => {
    const nearly = floats(right.with(1, 2.0000002).with(3, 6.0000005), [4, 2])
    expect((await check([nearly], { check: 4 })).ok).toBe(true)
    expect((await check([nearly], { check: 4, mode: 'exact' })).ok).toBe(false)
    expect((await check([floats(right, [4, 2])], { check: 4, mode: 'exact' })).ok).toBe(true)
  })
})
