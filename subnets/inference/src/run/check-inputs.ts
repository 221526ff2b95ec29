import type { ServedModel } from '../registry/served-model.ts'
import { datatypeOf, isBinaryOnly } from '../wire/datatype.ts'
import type { InferRequest } from '../wire/infer-request.ts'
import { refuse } from '../wire/refuse.ts'

/**
 * Checks a request against the model before any work: names, datatypes, shapes (free dimensions of one name must agree)
 * and size; and that the outputs that are asked for exist and can go as they are wanted.
 *
 * @throws BODY_INVALID
 */
export function checkRequest({ entry, manifest }: ServedModel, request: InferRequest): void {
  const { inputs, outputs = [], binaryOutputs } = request
  const free = new Map<string, number>()
  let elements = 0
  for (const { name, datatype, shape } of inputs) {
    const info = manifest.inputs.find((input) => input.name === name)
    if (!info) throw refuse(`the model has no input "${name}"`)
    const wanted = datatypeOf(info.type)
    if (datatype !== wanted) throw refuse(`"${name}" must be ${wanted}, not ${datatype}`)
    if (shape.length !== info.shape.length) {
      throw refuse(`"${name}" must have ${info.shape.length} dimensions, not ${shape.length}`)
    }
    info.shape.forEach((size, i) => {
      const given = shape[i]!
      const fixed = typeof size === 'number' ? size : (free.get(size) ?? given)
      if (typeof size === 'string') free.set(size, fixed)
      if (given !== fixed) throw refuse(`dimension ${i} of "${name}" must be ${fixed}, not ${given}`)
    })
    elements += shape.reduce((product, size) => product * size, 1)
  }
  const missing = manifest.inputs.find(({ name }) => inputs.every((input) => input.name !== name))
  if (missing) throw refuse(`the input "${missing.name}" is missing`)
  if (elements > entry.maxElements) {
    throw refuse(`its inputs have ${elements} elements, of at most ${entry.maxElements}`)
  }
  const asked =
    outputs.length > 0 ? outputs : manifest.outputs.map(({ name }) => ({ name, binary: undefined }))
  if (new Set(asked.map(({ name }) => name)).size !== asked.length)
    throw refuse('it asks for an output twice')
  for (const { name, binary = binaryOutputs } of asked) {
    const info = manifest.outputs.find((output) => output.name === name)
    if (!info) throw refuse(`the model has no output "${name}"`)
    const datatype = datatypeOf(info.type)
    if (!binary && isBinaryOnly(datatype)) {
      throw refuse(`the output "${name}" is ${datatype}, which goes as binary data only: set binary_data`)
    }
  }
}
