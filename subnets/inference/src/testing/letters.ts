/** Capital letters, five by seven. */
const glyphs: Readonly<Record<string, readonly string[]>> = {
  B: ['####.', '#...#', '#...#', '####.', '#...#', '#...#', '####.'],
  E: ['#####', '#....', '#....', '####.', '#....', '#....', '#####'],
  H: ['#...#', '#...#', '#...#', '#####', '#...#', '#...#', '#...#'],
  L: ['#....', '#....', '#....', '#....', '#....', '#....', '#####'],
  N: ['#...#', '##..#', '##..#', '#.#.#', '#..##', '#..##', '#...#'],
  O: ['.###.', '#...#', '#...#', '#...#', '#...#', '#...#', '.###.'],
  S: ['.####', '#....', '#....', '.###.', '....#', '....#', '####.'],
  T: ['#####', '..#..', '..#..', '..#..', '..#..', '..#..', '..#..'],
  U: ['#...#', '#...#', '#...#', '#...#', '#...#', '#...#', '.###.'],
}

/** A grey picture: 0 black, 1 white, row by row. */
export interface Picture {
  readonly width: number
  readonly height: number
  readonly pixels: Float64Array
}

/** Writes words in black on white, each at its place, `scale` pixels a dot, with soft borders as print has. */
export function writeWords(
  size: { readonly width: number; readonly height: number },
  words: readonly { readonly text: string; readonly x: number; readonly y: number }[],
  scale: number,
): Picture {
  const { width, height } = size
  const hard = new Float64Array(width * height).fill(1)
  for (const { text, x, y } of words) {
    Array.from(text).forEach((letter, position) => {
      glyphs[letter]?.forEach((row, dotY) => {
        Array.from(row).forEach((dot, dotX) => {
          if (dot !== '#') return
          for (let dy = 0; dy < scale; dy++) {
            const from = (y + dotY * scale + dy) * width + x + (position * 6 + dotX) * scale
            hard.fill(0, from, from + scale)
          }
        })
      })
    })
  }
  const at = (column: number, row: number): number => hard[row * width + column] ?? 1
  const pixels = Float64Array.from(hard, (_, i) => {
    const [column, row] = [i % width, Math.floor(i / width)]
    let sum = 0
    for (let dy = -1; dy <= 1; dy++) for (let dx = -1; dx <= 1; dx++) sum += at(column + dx, row + dy)
    return sum / 9
  })
  return { width, height, pixels }
}
