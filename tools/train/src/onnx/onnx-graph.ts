import { toHalf } from '@subnetkit/models'
import { ProtobufWriter } from './protobuf-writer.ts'

/** Element types of ONNX's TensorProto that we write. */
export const elementTypes = { float32: 1, int64: 7, float16: 10 } as const
export type ElementType = keyof typeof elementTypes

/** A dimension: a number, or a name for one that is known only when the graph runs. */
export type Dimension = number | string
export type Attribute = number | string | readonly number[] | { readonly float: number }

const irVersion = 8
const opset = 17

/**
 * Builds an ONNX model node by node and writes it as bytes. Every method that adds something returns its name.
 *
 * Source: onnx/onnx.proto (field numbers) and onnx/docs/Operators.md.
 *
 * @example
 * ```ts
 * const graph = new OnnxGraph('double')
 * graph.input('x', 'float32', ['n'])
 * graph.output(graph.node('Add', ['x', 'x'], {}, ['y'])[0]!, 'float32', ['n'])
 * const bytes = graph.finish()
 * ```
 */
export class OnnxGraph {
  readonly name: string
  readonly #nodes: ProtobufWriter[] = []
  readonly #initializers: ProtobufWriter[] = []
  readonly #inputs: ProtobufWriter[] = []
  readonly #outputs: ProtobufWriter[] = []
  #counter = 0
  #usesMicrosoftOps = false

  constructor(name: string) {
    this.name = name
  }

  input(name: string, type: ElementType, dims: readonly Dimension[]): string {
    this.#inputs.push(valueInfo(name, type, dims))
    return name
  }

  output(name: string, type: ElementType, dims: readonly Dimension[]): string {
    this.#outputs.push(valueInfo(name, type, dims))
    return name
  }

  /** Weights that are stored as they are. */
  weights(name: string, dims: readonly number[], data: Float32Array): string {
    this.#initializers.push(tensor(name, dims, 'float32', data))
    return name
  }

  /** Weights that are stored in half precision and widened when the graph is loaded: half the file, float32 arithmetic. */
  halfWeights(name: string, dims: readonly number[], data: Float32Array): string {
    this.#initializers.push(tensor(`${name}.half`, dims, 'float16', Uint16Array.from(data, toHalf)))
    return this.node('Cast', [`${name}.half`], { to: elementTypes.float32 }, [name])[0]!
  }

  integers(...values: number[]): string {
    const name = `c${this.#counter++}`
    const data = BigInt64Array.from(values, BigInt)
    this.#initializers.push(tensor(name, [values.length], 'int64', data))
    return name
  }

  integer(value: number): string {
    const name = `c${this.#counter++}`
    this.#initializers.push(tensor(name, [], 'int64', BigInt64Array.of(BigInt(value))))
    return name
  }

  floats(...values: number[]): string {
    return this.weights(`c${this.#counter++}`, [values.length], Float32Array.from(values))
  }

  float(value: number): string {
    return this.weights(`c${this.#counter++}`, [], Float32Array.of(value))
  }

  /** Adds a node with one output of a fresh name. */
  op(type: string, inputs: readonly string[], attributes: Record<string, Attribute> = {}): string {
    return this.node(type, inputs, attributes, [this.fresh(type)])[0]!
  }

  fresh(type: string): string {
    return `${type.toLowerCase()}_${this.#counter++}`
  }

  /** Adds a node with the outputs named; FusedMatMul is ONNX Runtime's own, all others are of the standard. */
  node(
    type: string,
    inputs: readonly string[],
    attributes: Record<string, Attribute>,
    outputs: readonly string[],
  ): readonly string[] {
    const node = new ProtobufWriter()
    for (const input of inputs) node.text(1, input)
    for (const output of outputs) node.text(2, output)
    node.text(3, `${type}_${this.#nodes.length}`).text(4, type)
    for (const [name, value] of Object.entries(attributes)) node.message(5, attribute(name, value))
    if (type === 'FusedMatMul') {
      node.text(7, 'com.microsoft')
      this.#usesMicrosoftOps = true
    }
    this.#nodes.push(node)
    return outputs
  }

  finish(): Uint8Array {
    const graph = new ProtobufWriter()
    for (const node of this.#nodes) graph.message(1, node)
    graph.text(2, this.name)
    for (const initializer of this.#initializers) graph.message(5, initializer)
    for (const input of this.#inputs) graph.message(11, input)
    for (const output of this.#outputs) graph.message(12, output)
    const model = new ProtobufWriter().integer(1, irVersion).message(7, graph)
    model.message(8, new ProtobufWriter().text(1, '').integer(2, opset))
    if (this.#usesMicrosoftOps) model.message(8, new ProtobufWriter().text(1, 'com.microsoft').integer(2, 1))
    return model.finish()
  }
}

function tensor(
  name: string,
  dims: readonly number[],
  type: ElementType,
  data: Float32Array | BigInt64Array | Uint16Array,
): ProtobufWriter {
  const out = new ProtobufWriter()
  for (const dim of dims) out.integer(1, dim)
  return out
    .integer(2, elementTypes[type])
    .text(8, name)
    .bytes(9, new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
}

/** Whole numbers are ints and lists are lists of ints; a float attribute is written `{ float }`, since 1 could be either. */
function attribute(name: string, value: Attribute): ProtobufWriter {
  const out = new ProtobufWriter().text(1, name)
  if (typeof value === 'number') return out.integer(3, value).integer(20, 2)
  if (typeof value === 'string') return out.text(4, value).integer(20, 3)
  if ('float' in value) return out.float(2, value.float).integer(20, 1)
  for (const item of value) out.integer(8, item)
  return out.integer(20, 7)
}

function valueInfo(name: string, type: ElementType, dims: readonly Dimension[]): ProtobufWriter {
  const shape = new ProtobufWriter()
  for (const dim of dims) {
    const entry = new ProtobufWriter()
    shape.message(1, typeof dim === 'string' ? entry.text(2, dim) : entry.integer(1, dim))
  }
  const tensorType = new ProtobufWriter().integer(1, elementTypes[type]).message(2, shape)
  return new ProtobufWriter().text(1, name).message(2, new ProtobufWriter().message(1, tensorType))
}
