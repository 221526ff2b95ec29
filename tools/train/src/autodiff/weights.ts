import type { Random } from '@subnetkit/core'
import { type Parameter, sizeOf, type Tape, type Value } from './tape.ts'

/** How weights begin: normally distributed with this deviation, or all with this value. */
export type Start = { readonly deviation: number } | { readonly value: number }

/**
 * Gives a network its weights by name. One definition of a network serves twice: with fresh weights it is trained, with
 * the trained ones it is written for use.
 */
export type Weights = (name: string, shape: readonly number[], start: Start) => Value

/** Weights to be trained, which start from `random`. */
export const freshWeights =
  (tape: Tape, random: Random): Weights =>
  (name, shape, start) =>
    tape.parameter(name, shape, (data) => {
      if ('value' in start) data.fill(start.value)
      else fillNormal(random.derive(name), start.deviation)(data)
    })

/** Weights as constants of the graph; matrices and kernels in half precision when `half`. */
export function storedWeights(tape: Tape, parameters: readonly Parameter[], half: boolean): Weights {
  const known = new Map(parameters.map((parameter) => [parameter.name, parameter]))
  return (name, shape) => {
    const found = known.get(name)
    if (found?.data.length !== sizeOf(shape))
      throw new Error(`no weights ${name} of shape ${shape.join(' × ')}`)
    if (half && shape.length > 1) tape.graph.halfWeights(name, shape, found.data)
    else tape.graph.weights(name, shape, found.data)
    return { name, shape, tracked: false }
  }
}

/** Normally distributed numbers by Box and Muller. */
export function fillNormal(random: Random, deviation: number): (data: Float32Array) => void {
  return (data) => {
    for (let i = 0; i < data.length; i += 2) {
      const radius = deviation * Math.sqrt(-2 * Math.log(1 - random.fraction()))
      const angle = 2 * Math.PI * random.fraction()
      data[i] = radius * Math.cos(angle)
      if (i + 1 < data.length) data[i + 1] = radius * Math.sin(angle)
    }
  }
}
