import type { DecoderShape } from './messages.ts'
import { float32Of, float32Tensor, type InferenceSession, int64Tensor, type OnnxTensors } from './onnx.ts'

const masked = -1e9

/**
 * Feeds tokens to a language model piece by piece, keeping the attention's keys and values between calls. The graph's
 * inputs and outputs are those that `tools/train` exports: ids, previous, positions, mask, past.* → logits, present.*.
 */
export class Decoder {
  readonly #session: InferenceSession
  readonly #shape: DecoderShape
  #past: OnnxTensors
  #length = 0
  #last: number

  constructor(session: InferenceSession, shape: DecoderShape) {
    this.#session = session
    this.#shape = shape
    this.#past = {}
    this.#last = shape.endToken
    const dims = [1, shape.heads, 0, shape.width / shape.heads]
    for (let layer = 0; layer < shape.layers; layer++) {
      for (const part of ['key', 'value']) {
        this.#past[`past.${layer}.${part}`] = float32Tensor(new Float32Array(0), dims)
      }
    }
  }

  /** Appends tokens and returns the logits after each: [tokens, vocabulary], row by row. */
  async feed(tokens: readonly number[]): Promise<Float32Array> {
    const count = tokens.length
    const total = this.#length + count
    const mask = new Float32Array(count * total)
    for (let i = 0; i < count; i++) mask.fill(masked, i * total + this.#length + i + 1, (i + 1) * total)
    const previous = [this.#last, ...tokens.slice(0, -1)]
    const shifted = this.#session.inputNames.includes('previous')
    const results = await this.#session.run({
      ...this.#past,
      ids: int64Tensor(tokens, [1, count]),
      ...(shifted && { previous: int64Tensor(previous, [1, count]) }),
      positions: int64Tensor(
        tokens.map((_, i) => this.#length + i),
        [count],
      ),
      mask: float32Tensor(mask, [count, total]),
    })
    for (const name of Object.keys(this.#past)) {
      const present = results[name.replace('past', 'present')]
      if (present) this.#past[name] = present as OnnxTensors[string]
    }
    this.#length = total
    this.#last = tokens.at(-1) ?? this.#last
    const logits = float32Of(results, 'logits')
    if (logits.length !== count * this.#shape.vocabulary) {
      throw new TypeError(
        `the model has ${logits.length / count} logits a token, not the manifest's vocabulary`,
      )
    }
    return logits
  }
}
