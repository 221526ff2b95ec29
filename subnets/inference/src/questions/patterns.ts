/** Draws one plane of `height` × `width` values from 0 to 1, row by row. */
export type Pattern = (height: number, width: number, random: () => number) => Float64Array

const noise: Pattern = (height, width, random) => Float64Array.from({ length: height * width }, random)

/** A shaded ground with a few flat shapes on it. */
const picture: Pattern = (height, width, random) => {
  const [from, across, down] = [random(), random() - 0.5, random() - 0.5]
  const plane = new Float64Array(height * width)
  const paint = (value: (y: number, x: number) => number | undefined): void => {
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const made = value(y / height, x / width)
        if (made !== undefined) plane[y * width + x] = Math.min(1, Math.max(0, made))
      }
    }
  }
  paint((y, x) => from + across * x + down * y)
  const shapes = 2 + Math.floor(random() * 3)
  for (let i = 0; i < shapes; i++) {
    const [value, cy, cx, size] = [random(), random(), random(), 0.1 + random() * 0.25]
    const isRound = random() < 0.5
    paint((y, x) => {
      const [dy, dx] = [Math.abs(y - cy), Math.abs(x - cx)]
      return (isRound ? Math.hypot(dy, dx) : Math.max(dy, dx)) < size ? value : undefined
    })
  }
  return plane
}

/** Two to four thick lines with soft borders on an empty ground. */
const strokes: Pattern = (height, width, random) => {
  const plane = new Float64Array(height * width)
  const point = () => ({ y: (0.15 + 0.7 * random()) * height, x: (0.15 + 0.7 * random()) * width })
  let from = point()
  const count = 2 + Math.floor(random() * 3)
  for (let i = 0; i < count; i++) {
    const to = point()
    const [dy, dx] = [to.y - from.y, to.x - from.x]
    const square = Math.max(dy * dy + dx * dx, 1e-9)
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const along = Math.min(1, Math.max(0, ((y - from.y) * dy + (x - from.x) * dx) / square))
        const away = Math.hypot(y - from.y - along * dy, x - from.x - along * dx)
        const at = y * width + x
        plane[at] = Math.max(plane[at]!, Math.min(1, Math.max(0, 2 - away)))
      }
    }
    from = to
  }
  return plane
}

/** The ways to fill an input, by the names in a list of models. */
export const patterns = { noise, picture, strokes } as const
