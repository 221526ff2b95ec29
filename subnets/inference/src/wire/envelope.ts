import type { BodyHeaders } from '@subnetkit/protocol'
import { z } from 'zod'
import { checkNesting } from './check-nesting.ts'
import { datatypes } from './datatype.ts'
import { limits } from './limits.ts'
import { refuse } from './refuse.ts'
import { checkData, elementsOf, type Tensor } from './tensor.ts'
import { flatten, jsonOf, pack } from './values.ts'

/** How long the JSON is that stands before binary data. Without it the whole body is JSON. */
export const headerLength = 'inference-header-content-length'
export const jsonType = 'application/json'
export const binaryType = 'application/octet-stream'

/** Some servers write null for what is not there. */
export const orAbsent = <S extends z.ZodType>(schema: S) =>
  z.preprocess((value) => value ?? undefined, schema.optional())

export const Name = z.string().min(1).max(limits.nameLength)

/** A tensor in the JSON part. The shape's and data's own checks come after, one by one, since both may be huge. */
const TensorHead = z.object({
  name: Name,
  datatype: z.enum(datatypes),
  shape: z.array(z.unknown()).max(limits.rank),
  parameters: orAbsent(z.object({ binary_data_size: orAbsent(z.int().min(0)) })),
  data: z.unknown().optional(),
})
export const TensorHeads = z.array(TensorHead).max(limits.tensors)

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * Takes a body apart: JSON, and what follows it. The header that says where the one ends is not signed. The JSON ends with
 * its last brace and `readTensors` demands as many bytes behind it as the JSON announces, so another length fails.
 *
 * @throws BODY_INVALID
 */
export function splitBody(body: Uint8Array, headers: BodyHeaders): { json: unknown; rest: Uint8Array } {
  const said = headers[headerLength]
  if (said !== undefined && !/^\d{1,10}$/.test(said)) throw refuse(`${headerLength} is no number`)
  const length = said === undefined ? body.length : Number(said)
  if (length > body.length) throw refuse(`${headerLength} is more than the body has`)
  if (length > limits.jsonBytes) throw refuse(`its JSON has more than ${limits.jsonBytes} bytes`)
  const text = body.subarray(0, length)
  checkNesting(text)
  try {
    return { json: JSON.parse(strictUtf8.decode(text)), rest: body.subarray(length) }
  } catch {
    throw refuse('it is not JSON in UTF-8')
  }
}

/**
 * The tensors of a body, with their data from JSON or, in their order, from the bytes behind it.
 *
 * @throws BODY_INVALID unless everything adds up to the byte
 */
export function readTensors(
  heads: z.infer<typeof TensorHeads>,
  rest: Uint8Array,
  options: { allowNonFinite: boolean },
): Tensor[] {
  let at = 0
  const announced = heads.reduce((sum, { parameters }) => sum + (parameters?.binary_data_size ?? 0), 0)
  if (announced !== rest.length) {
    throw refuse(`${rest.length} bytes follow the JSON, which announces ${announced}`)
  }
  const tensors = heads.map(({ name, datatype, shape: given, parameters, data }): Tensor => {
    elementsOf(name, given)
    const shape = given as number[]
    const size = parameters?.binary_data_size
    if (size === undefined) {
      return { name, datatype, shape, data: pack(name, datatype, flatten(name, shape, data)), binary: false }
    }
    if (data !== undefined && data !== null) throw refuse(`"${name}" has its data twice`)
    // A copy (a Buffer's slice is none), so that a small tensor does not keep a large body in memory.
    const tensor = { name, datatype, shape, data: new Uint8Array(rest.subarray(at, at + size)), binary: true }
    at += size
    checkData(tensor, options)
    return tensor
  })
  const names = new Set(tensors.map(({ name }) => name))
  if (names.size !== tensors.length) throw refuse('it has two tensors of one name')
  return tensors
}

/** The JSON text of tensors, without the data of the binary ones. */
export const writeTensors = (tensors: readonly Tensor[]): string => {
  const texts = tensors.map((tensor) => {
    const { name, datatype, shape, data, binary } = tensor
    checkData(tensor, { allowNonFinite: true })
    const head = { name, datatype, shape }
    if (binary) return JSON.stringify({ ...head, parameters: { binary_data_size: data.length } })
    return `${JSON.stringify(head).slice(0, -1)},"data":${jsonOf(tensor)}}`
  })
  return `[${texts.join(',')}]`
}

/** JSON and the data of the binary tensors behind it, in their order. */
export const joinBody = (json: string, tensors: readonly Tensor[]): Uint8Array =>
  new Uint8Array(Buffer.concat([Buffer.from(json), ...binaryOf(tensors)]))

const binaryOf = (tensors: readonly Tensor[]): Uint8Array[] =>
  tensors.filter(({ binary }) => binary).map(({ data }) => data)

/** The headers of a body with binary tensors; none when all are JSON. */
export function bodyHeaders(tensors: readonly Tensor[], body: Uint8Array): BodyHeaders {
  const binary = binaryOf(tensors)
  if (binary.length === 0) return {}
  const json = body.length - binary.reduce((sum, { length }) => sum + length, 0)
  return { 'content-type': binaryType, [headerLength]: `${json}` }
}
