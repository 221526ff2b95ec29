import { isSubnetkitError } from '@subnetkit/core'
import type { BodyHeaders } from '@subnetkit/protocol'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bytesOf, type Datatype, datatypes, isBinaryOnly } from './datatype.ts'
import { headerLength } from './envelope.ts'
import { type InferRequest, inferRequest } from './infer-request.ts'
import { type InferResponse, inferResponse } from './infer-response.ts'
import { limits } from './limits.ts'
import type { Tensor } from './tensor.ts'

/** What a run says when it refuses; undefined when it does not. */
const issues = (run: () => unknown): string | undefined => {
  try {
    run()
  } catch (error) {
    if (isSubnetkitError(error, 'BODY_INVALID')) return String(error.details.issues)
    throw error
  }
  return undefined
}

const numbers: Record<Exclude<Datatype, 'BYTES'>, fc.Arbitrary<number[]>> = (() => {
  const bytes = fc.integer({ min: 0, max: 255 })
  const raw = (size: number) => fc.array(bytes, { minLength: size, maxLength: size })
  const pattern = (
    size: number,
    write: (view: DataView, value: number) => void,
    least: number,
    most: number,
  ) =>
    fc.integer({ min: least, max: most }).map((value) => {
      const view = new DataView(new ArrayBuffer(size))
      write(view, value)
      return [...new Uint8Array(view.buffer)]
    })
  const float = fc.float({ noNaN: true, noDefaultInfinity: true })
  return {
    BOOL: fc.boolean().map((value) => [Number(value)]),
    UINT8: raw(1),
    UINT16: raw(2),
    UINT32: raw(4),
    UINT64: pattern(
      8,
      (view, value) => view.setBigUint64(0, BigInt(value), true),
      0,
      Number.MAX_SAFE_INTEGER,
    ),
    INT8: raw(1),
    INT16: raw(2),
    INT32: raw(4),
    INT64: pattern(
      8,
      (view, value) => view.setBigInt64(0, BigInt(value), true),
      Number.MIN_SAFE_INTEGER,
      Number.MAX_SAFE_INTEGER,
    ),
    // The exponent is not all ones.
    FP16: fc.tuple(bytes, fc.constantFrom(0x00, 0x3c, 0x7b, 0x80, 0xbc)).map(([low, high]) => [low, high]),
    BF16: fc
      .tuple(
        bytes.map((low) => low & 0x7f),
        fc.constantFrom(0x00, 0x3f, 0x7f, 0x80, 0xbf),
      )
      .map(([low, high]) => [low, high]),
    FP32: float.map((value) => [...new Uint8Array(Float32Array.of(value === 0 ? 0 : value).buffer)]),
    FP64: fc
      .double({ noNaN: true, noDefaultInfinity: true })
      .map((value) => [...new Uint8Array(Float64Array.of(value === 0 ? 0 : value).buffer)]),
  }
})()

const text = fc.string({ unit: 'grapheme', maxLength: 8 }).map((value) => {
  const utf8 = Buffer.from(value)
  const length = Buffer.alloc(4)
  length.writeUInt32LE(utf8.length)
  return [...length, ...utf8]
})

const shape = fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 4 })

/** Any tensor that the protocol has. */
const tensor: fc.Arbitrary<Tensor> = fc
  .record({ datatype: fc.constantFrom(...datatypes), shape, binary: fc.boolean() })
  .chain(({ datatype, shape, binary }) => {
    const count = shape.reduce((product, size) => product * size, 1)
    const one = datatype === 'BYTES' ? text : numbers[datatype]
    return fc.array(one, { minLength: count, maxLength: count }).map(
      (values): Tensor => ({
        name: 'x',
        datatype,
        shape,
        data: Uint8Array.from(values.flat()),
        binary: binary || isBinaryOnly(datatype),
      }),
    )
  })
const tensors = fc
  .array(tensor, { minLength: 1, maxLength: 4 })
  .map((all) => all.map((each, i) => ({ ...each, name: `x${i}` })))

const requests: fc.Arbitrary<InferRequest> = fc.record(
  {
    id: fc.string({ maxLength: 20 }),
    inputs: tensors,
    outputs: fc.array(
      fc.record({ name: fc.constant('y'), binary: fc.option(fc.boolean(), { nil: undefined }) }),
      {
        maxLength: 2,
      },
    ),
    binaryOutputs: fc.boolean(),
  },
  { requiredKeys: ['inputs', 'binaryOutputs'] },
)

const wire = (request: InferRequest): { body: Uint8Array; headers: BodyHeaders } => {
  const body = inferRequest.encode(request)
  return { body, headers: inferRequest.headers?.(request, body) ?? {} }
}

const x: Tensor = {
  name: 'x',
  datatype: 'FP32',
  shape: [1, 2],
  data: new Uint8Array(Float32Array.of(1, 2).buffer),
  binary: false,
}

describe('what goes over the wire', () => {
  test('a request of any datatypes is read as it was written, binary or not', () => {
    fc.assert(
      fc.property(requests, (request) => {
        const { body, headers } = wire(request)
        expect(inferRequest.decode(body, headers)).toEqual(request)
      }),
      { numRuns: 500 },
    )
  })
  test('so is a response', () => {
    fc.assert(
      fc.property(tensors, (outputs) => {
        const response: InferResponse = { modelName: 'm', modelVersion: '1', id: 'a', outputs }
        const body = inferResponse.encode(response)
        expect(inferResponse.decode(body, inferResponse.headers?.(response, body))).toEqual(response)
      }),
      { numRuns: 200 },
    )
  })
  test('the binary form is what Triton documents', () => {
    const { body, headers } = wire({ inputs: [{ ...x, binary: true }], binaryOutputs: true })
    const json =
      '{"inputs":[{"name":"x","datatype":"FP32","shape":[1,2],"parameters":{"binary_data_size":8}}],' +
      '"parameters":{"binary_data_output":true}}'
    expect(Buffer.from(body).toString('latin1')).toBe(`${json}\0\0\x80?\0\0\0@`)
    expect(headers).toEqual({
      'content-type': 'application/octet-stream',
      [headerLength]: `${json.length}`,
    })
  })
  test('nested data are those of the shape', () => {
    const nested = { inputs: [{ name: 'x', datatype: 'FP32', shape: [1, 2], data: [[1, 2]] }] }
    expect(inferRequest.decode(Buffer.from(JSON.stringify(nested))).inputs).toEqual([x])
  })
  test('what other servers write as null counts as absent', () => {
    const answer = {
      model_name: 'm',
      model_version: null,
      id: null,
      parameters: null,
      outputs: [
        { name: 'x', datatype: 'FP32', shape: [1, 2], parameters: { content_type: 'np' }, data: [1, 2] },
      ],
    }
    expect(inferResponse.decode(Buffer.from(JSON.stringify(answer)))).toEqual({
      modelName: 'm',
      outputs: [x],
    })
  })
  test('integers of 64 bits leave in full', () => {
    const data = new Uint8Array(BigInt64Array.of(2n ** 62n + 1n).buffer)
    const response = { modelName: 'm', outputs: [{ ...x, datatype: 'INT64' as const, shape: [1], data }] }
    expect(Buffer.from(inferResponse.encode(response)).toString()).toContain('4611686018427387905')
  })
})

describe('a header that somebody on the way has changed', () => {
  test('makes a body unreadable or changes nothing', () => {
    const lengths = fc.oneof(
      fc.integer({ min: 0, max: 700 }).map(String),
      fc.constantFrom(undefined, '', '-1', '1e3', '0x10', ' 5', '5, 5', '99999999999', 'x'),
    )
    fc.assert(
      fc.property(requests, lengths, (request, length) => {
        const { body } = wire(request)
        let read: InferRequest | undefined
        const said = issues(() => {
          read = inferRequest.decode(body, length === undefined ? {} : { [headerLength]: length })
        })
        if (said === undefined) expect(read).toEqual(request)
      }),
      { numRuns: 1_000 },
    )
  })
  test('also where the data look like JSON', () => {
    const blank = { ...x, datatype: 'UINT8' as const, shape: [4], data: Buffer.from('    '), binary: true }
    const { body, headers } = wire({ inputs: [blank], binaryOutputs: false })
    const right = Number(headers[headerLength])
    for (let length = right - 4; length <= right + 4; length++) {
      const said = issues(() => inferRequest.decode(body, { [headerLength]: `${length}` }))
      expect(said === undefined, `${length}`).toBe(length === right)
    }
    expect(issues(() => inferRequest.decode(body))).toMatch(/announces 4/)
  })
})

describe('refused', () => {
  const json = (change: object) =>
    Buffer.from(
      JSON.stringify({ inputs: [{ name: 'x', datatype: 'FP32', shape: [1, 2], data: [1, 2], ...change }] }),
    )
  test.each<[string, object, RegExp]>([
    ['a negative dimension', { shape: [1, -2] }, /above 0/],
    ['a dimension of nothing', { shape: [0, 2], data: [] }, /above 0/],
    ['half a dimension', { shape: [1, 2.5] }, /above 0/],
    ['a dimension beyond reason', { shape: [2 ** 60, 2 ** 60] }, /elements|above 0/],
    ['a giant without data', { shape: [65_536, 65_536] }, /elements/],
    ['a dimension in words', { shape: [1, '2'] }, /above 0/],
    ['too many dimensions', { shape: Array(9).fill(1) }, /shape/],
    ['an unknown datatype', { datatype: 'FLOAT' }, /datatype/],
    ['too few values', { data: [1] }, /another size/],
    ['too many values', { data: [1, 2, 3] }, /another size/],
    ['ragged rows', { shape: [2, 2], data: [[1, 2], [3]] }, /another size/],
    ['rows nested too deep', { data: [[[1], [2]]] }, /no FP32/],
    ['a value that is none', { data: [1, null] }, /no FP32/],
    ['a value in words', { data: [1, 'NaN'] }, /no FP32/],
    ['a value beyond the datatype', { data: [1, 1e39] }, /no FP32/],
    ['a fraction among integers', { datatype: 'INT32', data: [1, 0.5] }, /no INT32/],
    ['an integer beyond its datatype', { datatype: 'UINT8', data: [1, 256] }, /no UINT8/],
    ['an integer that JSON cannot hold', { datatype: 'INT64', data: [1, 2 ** 60] }, /no INT64/],
    ['half floats in JSON', { datatype: 'FP16' }, /binary data only/],
    ['numbers for texts', { datatype: 'BYTES' }, /no BYTES/],
    ['no data at all', { data: undefined }, /neither/],
    ['data twice', { parameters: { binary_data_size: 0 } }, /twice/],
    ['a negative size', { data: undefined, parameters: { binary_data_size: -1 } }, /binary_data_size/],
    ['bytes that are not there', { data: undefined, parameters: { binary_data_size: 8 } }, /announces 8/],
    ['an endless name', { name: 'x'.repeat(10_000) }, /name/],
  ])('%s', (_, change, said) => {
    expect(issues(() => inferRequest.decode(json(change)))).toMatch(said)
  })
  test('two inputs of one name', () => {
    const twice = { inputs: [x, x], binaryOutputs: false }
    expect(issues(() => inferRequest.decode(wire(twice).body))).toMatch(/one name/)
  })
  test('more tensors than may be', () => {
    const inputs = Array.from({ length: limits.tensors + 1 }, (_, i) => ({ ...x, name: `x${i}` }))
    expect(issues(() => inferRequest.decode(wire({ inputs, binaryOutputs: false }).body))).toMatch(/inputs/)
  })
  test.each<[Datatype, number[]]>([
    ['FP16', [0x00, 0x7c]],
    ['FP16', [0x01, 0xfe]],
    ['BF16', [0x80, 0x7f]],
    ['FP32', [0, 0, 0x80, 0xff]],
    ['FP32', [0, 0, 0xc0, 0x7f]],
    ['FP64', [0, 0, 0, 0, 0, 0, 0xf0, 0x7f]],
    ['BOOL', [2]],
  ])('a request with a %s of %j', (datatype, bytes) => {
    const bad = { ...x, datatype, shape: [1], data: Uint8Array.from(bytes), binary: true }
    expect(bytes).toHaveLength(bytesOf(datatype))
    const head = { name: 'x', datatype, shape: [1], parameters: { binary_data_size: bytes.length } }
    const text = JSON.stringify({ inputs: [head] })
    const body = Buffer.concat([Buffer.from(text), bad.data])
    expect(issues(() => inferRequest.decode(body, { [headerLength]: `${text.length}` }))).toMatch(
      /finite|BOOL/,
    )
  })
  test.each<[string, number[]]>([
    ['a length that runs on', [255, 255, 255, 255, 1, 2]],
    ['half a length', [1, 0]],
    ['bytes left over', [1, 0, 0, 0, 65, 66]],
  ])('BYTES with %s', (_, bytes) => {
    const head = { name: 'x', datatype: 'BYTES', shape: [1], parameters: { binary_data_size: bytes.length } }
    const text = JSON.stringify({ inputs: [head] })
    const body = Buffer.concat([Buffer.from(text), Uint8Array.from(bytes)])
    expect(issues(() => inferRequest.decode(body, { [headerLength]: `${text.length}` }))).toBeDefined()
  })
  test('many BYTES of a few bytes cost nothing', () => {
    const head = { name: 'x', datatype: 'BYTES', shape: [4_000_000], parameters: { binary_data_size: 4 } }
    const text = JSON.stringify({ inputs: [head] })
    const body = Buffer.concat([Buffer.from(text), Buffer.alloc(4)])
    expect(issues(() => inferRequest.decode(body, { [headerLength]: `${text.length}` }))).toMatch(
      /fewer bytes/,
    )
  })
  test('JSON beyond its own limit, before it is parsed', () => {
    const body = Buffer.alloc(limits.jsonBytes + 1, '[')
    expect(issues(() => inferRequest.decode(body))).toMatch(/bytes/)
  })
  test('JSON deeper or wider than any tensor, before it is parsed', () => {
    const data = (text: string) =>
      Buffer.from(`{"inputs":[{"name":"x","datatype":"FP32","shape":[1],"data":${text}}]}`)
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
    expect(issues(() => inferRequest.decode(Buffer.alloc(1_000_000, '[')))).toMatch(/deep/)
    expect(issues(() => inferRequest.decode(data(deep)))).toMatch(/deep/)
    expect(issues(() => inferRequest.decode(data(`[${'[],'.repeat(100_000)}1]`)))).toMatch(
      /arrays and objects/,
    )
  })
  test('brackets within texts are no nesting', () => {
    const name = '[{"\\'.repeat(20)
    const request = { inputs: [{ ...x, name }], binaryOutputs: false }
    expect(inferRequest.decode(wire(request).body)).toEqual(request)
  })
  test('a response that cannot be written', () => {
    const nan = { ...x, data: new Uint8Array(Float32Array.of(1, Number.NaN).buffer) }
    expect(issues(() => inferResponse.encode({ modelName: 'm', outputs: [nan] }))).toMatch(/not finite/)
    const short = { ...x, data: new Uint8Array(4), binary: true }
    expect(issues(() => inferResponse.encode({ modelName: 'm', outputs: [short] }))).toMatch(/4 bytes/)
  })
})
