import type { TensorType } from '@subnetkit/models'
import { type Parameter, Tape, type Value } from './autodiff/tape.ts'
import { storedWeights, type Weights } from './autodiff/weights.ts'
import type { Dimension } from './onnx/onnx-graph.ts'

/** A tensor that goes into or comes out of a network, as manifests list it. */
export interface TensorInfo {
  readonly name: string
  readonly type: TensorType & 'float32'
  /** A name stands for a size that is free. */
  readonly shape: readonly Dimension[]
}

/** A network as it is used: `build` turns the inputs into the outputs, each in the order listed. */
export interface Network {
  readonly name: string
  readonly inputs: readonly TensorInfo[]
  readonly outputs: readonly TensorInfo[]
  /** Whether matrices and kernels are stored in half precision. */
  readonly half: boolean
  build(tape: Tape, weights: Weights, inputs: readonly Value[]): readonly Value[]
}

/** The bytes of a network with trained weights, for use. */
export function writeNetwork(network: Network, parameters: readonly Parameter[]): Uint8Array {
  const tape = new Tape(network.name)
  const inputs = network.inputs.map(({ name, type, shape }) => tape.input(name, type, shape))
  const results = network.build(tape, storedWeights(tape, parameters, network.half), inputs)
  network.outputs.forEach(({ name, type, shape }, i) => {
    tape.graph.node('Identity', [results[i]!.name], {}, [name])
    tape.graph.output(name, type, shape)
  })
  return tape.graph.finish()
}
