const size = 624
const middle = 397

/**
 * The numbers in [0, 1) that llama.cpp's last sampler draws, one a token: `std::uniform_real_distribution<double>` over
 * `std::mt19937(seed)`, which takes two outputs of 32 bits for one number, the low one first.
 *
 * @param seed 32 bits, unsigned
 */
export function mersenneDraws(seed: number, count: number): Float64Array {
  const state = new Uint32Array(size)
  state[0] = seed
  for (let i = 1; i < size; i++) {
    const before = state[i - 1]! ^ (state[i - 1]! >>> 30)
    state[i] = Math.imul(1_812_433_253, before) + i
  }
  let at = size
  const next = (): number => {
    if (at === size) {
      for (let i = 0; i < size; i++) {
        const joined = (state[i]! & 0x8000_0000) | (state[(i + 1) % size]! & 0x7fff_ffff)
        state[i] = state[(i + middle) % size]! ^ (joined >>> 1) ^ (joined & 1 ? 0x9908_b0df : 0)
      }
      at = 0
    }
    let value = state[at++]!
    value ^= value >>> 11
    value ^= (value << 7) & 0x9d2c_5680
    value ^= (value << 15) & 0xefc6_0000
    return (value ^ (value >>> 18)) >>> 0
  }
  return Float64Array.from({ length: count }, () => {
    const low = next()
    // The sum can round up to 2^64; the standard library then gives the number before 1.
    return Math.min((low + next() * 2 ** 32) / 2 ** 64, 1 - Number.EPSILON / 2)
  })
}
