import type { Parameter } from './tape.ts'

/** AdamW's settings; the defaults suit small transformers. */
export interface AdamOptions {
  readonly beta1?: number
  readonly beta2?: number
  /** Decay of weights, for parameters of two or more axes. */
  readonly decay?: number
  /** The largest norm of all gradients together; larger ones are scaled down. */
  readonly clip?: number
}

/** AdamW (Loshchilov and Hutter, 2019) with gradient clipping, in place on the parameters' data. */
export class Adam {
  readonly #parameters: readonly Parameter[]
  readonly #moments: readonly { mean: Float32Array; square: Float32Array }[]
  readonly #options: Required<AdamOptions>
  #step = 0

  constructor(parameters: readonly Parameter[], options: AdamOptions = {}) {
    this.#parameters = parameters
    this.#options = { beta1: 0.9, beta2: 0.99, decay: 0.02, clip: 1, ...options }
    this.#moments = parameters.map(({ data }) => ({
      mean: new Float32Array(data.length),
      square: new Float32Array(data.length),
    }))
  }

  /** One update. `gradientOf` gives a parameter's gradient by name. Returns the norm of all gradients. */
  step(gradientOf: (name: string) => Float32Array, learningRate: number): number {
    const { beta1, beta2, decay, clip } = this.#options
    const gradients = this.#parameters.map(({ name }) => gradientOf(name))
    let sum = 0
    for (const gradient of gradients) for (let i = 0; i < gradient.length; i++) sum += gradient[i]! ** 2
    const norm = Math.sqrt(sum)
    const scale = norm > clip ? clip / norm : 1
    this.#step += 1
    const meanBias = 1 - beta1 ** this.#step
    const squareBias = 1 - beta2 ** this.#step
    this.#parameters.forEach(({ data, shape }, index) => {
      const gradient = gradients[index]!
      const { mean, square } = this.#moments[index]!
      const shrink = shape.length > 1 ? decay : 0
      for (let i = 0; i < data.length; i++) {
        const g = gradient[i]! * scale
        const m = beta1 * mean[i]! + (1 - beta1) * g
        const s = beta2 * square[i]! + (1 - beta2) * g * g
        mean[i] = m
        square[i] = s
        const change = m / meanBias / (Math.sqrt(s / squareBias) + 1e-8)
        data[i] = data[i]! - learningRate * (change + shrink * data[i]!)
      }
    })
    return norm
  }
}
