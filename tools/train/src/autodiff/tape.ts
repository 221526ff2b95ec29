import { type Dimension, type ElementType, OnnxGraph } from '../onnx/onnx-graph.ts'

/**
 * A size that is known only when the graph runs; what is computed from it is free too, since it is NaN. Graphs for
 * training have none: gradients need to know sizes.
 */
export const free = Number.NaN

/** A tensor in the graph. Only values that depend on a parameter are tracked. */
export interface Value {
  readonly name: string
  readonly shape: readonly number[]
  readonly tracked: boolean
}

/** Weights that training changes: an input of the graph, with its gradient as an output. */
export interface Parameter {
  readonly name: string
  readonly shape: readonly number[]
  readonly data: Float32Array
}

type Backward = (gradient: string) => void

export const sizeOf = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1)

/** The graph output that holds a parameter's gradient. */
export const gradientName = (parameter: string): string => `gradient.${parameter}`

/**
 * Reverse-mode differentiation that writes an ONNX graph instead of computing: operations add forward nodes and
 * remember how to go back, `finish` adds the backward nodes. ONNX Runtime then computes loss and gradients in one run.
 */
export class Tape {
  readonly graph: OnnxGraph
  readonly parameters: Parameter[] = []
  readonly #steps: { output: Value; backward: Backward }[] = []
  readonly #gradients = new Map<string, string>()

  constructor(name = 'training') {
    this.graph = new OnnxGraph(name)
  }

  /** Sizes that are names are free. */
  input(name: string, type: ElementType, shape: readonly Dimension[]): Value {
    this.graph.input(name, type, shape)
    return { name, shape: shape.map((size) => (typeof size === 'string' ? free : size)), tracked: false }
  }

  parameter(name: string, shape: readonly number[], fill: (data: Float32Array) => void): Value {
    const data = new Float32Array(sizeOf(shape))
    fill(data)
    this.graph.input(name, 'float32', shape)
    this.parameters.push({ name, shape, data })
    return { name, shape, tracked: true }
  }

  /** Records an operation; `backward` gets the name of the gradient of `name` and passes it on with `flow`. */
  record(name: string, shape: readonly number[], inputs: readonly Value[], backward: Backward): Value {
    const output = { name, shape, tracked: inputs.some((input) => input.tracked) }
    if (output.tracked) this.#steps.push({ output, backward })
    return output
  }

  /** Adds `gradient()` to what has already flowed into `value`; builds nothing for a value that is not tracked. */
  flow(value: Value, gradient: () => string): void {
    if (!value.tracked) return
    const before = this.#gradients.get(value.name)
    const now = gradient()
    this.#gradients.set(value.name, before === undefined ? now : this.graph.op('Add', [before, now]))
  }

  /** Adds the backward pass from the scalar `loss` and returns the model's bytes, with outputs `loss` and `gradient.*`. */
  finish(loss: Value): Uint8Array {
    this.#gradients.set(loss.name, this.graph.float(1))
    for (const { output, backward } of this.#steps.toReversed()) {
      const gradient = this.#gradients.get(output.name)
      if (gradient !== undefined) backward(gradient)
    }
    this.graph.node('Identity', [loss.name], {}, ['loss'])
    this.graph.output('loss', 'float32', loss.shape)
    for (const { name, shape } of this.parameters) {
      const gradient = this.#gradients.get(name)
      if (gradient === undefined) throw new Error(`the loss does not depend on parameter ${name}`)
      this.graph.node('Identity', [gradient], {}, [gradientName(name)])
      this.graph.output(gradientName(name), 'float32', shape)
    }
    return this.graph.finish()
  }
}
