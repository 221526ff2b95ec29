import type { Random } from '@subnetkit/core'
import { type TensorInfo, toHalf } from '@subnetkit/models'
import { Values } from '../registry/model-entry.ts'
import type { ServedModel } from '../registry/served-model.ts'
import { datatypeOf } from '../wire/datatype.ts'
import type { Tensor } from '../wire/tensor.ts'
import { pack } from '../wire/values.ts'
import { fastRandom } from './fast-random.ts'
import { patterns } from './patterns.ts'

const letters = 'abcdefghijklmnopqrstuvwxyz'
function valuesOf(
  info: TensorInfo,
  shape: readonly number[],
  given: Values,
  random: () => number,
): Uint8Array {
  const { low, high, pattern } = given
  const [height = 1, width = 1] = shape.length > 1 ? shape.slice(-2) : [1, shape[0]]
  const count = shape.reduce((product, size) => product * size, 1)
  const planes = Array.from({ length: count / (height * width) }, () =>
    patterns[pattern](height, width, random),
  )
  const unit = planes.flatMap((plane) => Array.from(plane))
  const real = unit.map((value) => low + value * (high - low))
  const datatype = datatypeOf(info.type)
  switch (info.type) {
    case 'float32':
      return new Uint8Array(Float32Array.from(real).buffer)
    case 'float16':
      return new Uint8Array(Uint16Array.from(real, toHalf).buffer)
    case 'float64':
      return pack(info.name, datatype, real)
    case 'bool':
      return pack(
        info.name,
        datatype,
        unit.map((value) => value >= 0.5),
      )
    case 'string':
      return pack(
        info.name,
        datatype,
        real.map((length) =>
          Array.from({ length: Math.round(length) }, () => letters[Math.floor(random() * 26)]).join(''),
        ),
      )
    default:
      return pack(
        info.name,
        datatype,
        unit.map((value) => Math.min(high, Math.floor(low + value * (high - low + 1)))),
      )
  }
}

/**
 * Makes inputs up that fit a model: free dimensions from the ranges of its entry, values by the entry's patterns. They
 * follow from `random` alone.
 *
 * @example
 * ```ts
 * import { seededRandom } from '@subnetkit/core'
 * drawInputs(registry.find('digits'), seededRandom('one')) // [{ name: 'x', datatype: 'FP32', shape: [5, 1, 28, 28], … }]
 * ```
 */
export function drawInputs({ entry, manifest }: ServedModel, random: Random): Tensor[] {
  const sizes = new Map<string, number>()
  for (const [name, [low, high]] of Object.entries(entry.dims)) {
    sizes.set(name, low + random.derive('dim', name).integer(high - low + 1))
  }
  return manifest.inputs.map((info): Tensor => {
    const shape = info.shape.map((size) => (typeof size === 'string' ? (sizes.get(size) ?? 1) : size))
    const values = entry.values[info.name] ?? Values.parse({})
    const data = valuesOf(info, shape, values, fastRandom(random.derive('values', info.name)))
    return { name: info.name, datatype: datatypeOf(info.type), shape, data, binary: true }
  })
}
