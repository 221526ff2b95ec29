import type { Random } from '@subnetkit/core'

/**
 * Numbers in [0, 1) from 128 secret bits: sfc32. Inputs take a hundred thousand of them, for which a hash each would cost
 * more than the model. Nothing secret follows from them but the input itself.
 */
export function fastRandom(random: Random): () => number {
  const seed = new DataView(random.bytes(16).buffer)
  let [a, b, c, counter] = [0, 4, 8, 12].map((at) => seed.getUint32(at)) as [number, number, number, number]
  return () => {
    const sum = (a + b + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    return (sum >>> 0) / 2 ** 32
  }
}
