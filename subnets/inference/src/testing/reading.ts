import type { Picture } from './letters.ts'

/** A rectangle of whole pixels. */
export interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** The picture as both models want it: three equal planes, shifted and scaled. */
export const planesOf = (
  { pixels }: Picture,
  mean: readonly number[],
  deviation: readonly number[],
): Float32Array =>
  Float32Array.from(
    mean.flatMap((shift, channel) => Array.from(pixels, (value) => (value - shift) / deviation[channel]!)),
  )

/** Connected areas of a map of probabilities, as boxes that are wider by a margin, since the map shrinks words. */
export function boxesOf(
  map: ArrayLike<number>,
  size: { width: number; height: number },
  margin: number,
): Box[] {
  const { width, height } = size
  const seen = new Set<number>()
  const boxes: Box[] = []
  for (let start = 0; start < width * height; start++) {
    if (seen.has(start) || !(map[start]! > 0.3)) continue
    let [left, top, right, bottom] = [width, height, 0, 0]
    const open = [start]
    seen.add(start)
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      const [x, y] = [at % width, Math.floor(at / width)]
      left = Math.min(left, x)
      right = Math.max(right, x)
      top = Math.min(top, y)
      bottom = Math.max(bottom, y)
      for (const [dx, dy] of [
        [1, 0],
        [-1, 0],
        [0, 1],
        [0, -1],
      ] as const) {
        const next = at + dx + dy * width
        const isInside = x + dx >= 0 && x + dx < width && next >= 0 && next < width * height
        if (!isInside || seen.has(next) || !(map[next]! > 0.3)) continue
        seen.add(next)
        open.push(next)
      }
    }
    boxes.push({
      left: Math.max(0, left - margin),
      top: Math.max(0, top - margin),
      right: Math.min(width, right + margin + 1),
      bottom: Math.min(height, bottom + margin + 1),
    })
  }
  return boxes
}

/** A part of a picture, brought to a height by the nearest pixels' weighted mean. */
export function crop({ pixels, width }: Picture, { left, top, right, bottom }: Box, height: number): Picture {
  const scale = (bottom - top) / height
  const newWidth = Math.max(8, Math.round((right - left) / scale / 8) * 8)
  const made = new Float64Array(newWidth * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < newWidth; x++) {
      const sourceY = Math.min(bottom - 1, top + (y + 0.5) * scale - 0.5)
      const sourceX = Math.min(right - 1, left + ((x + 0.5) * (right - left)) / newWidth - 0.5)
      const [y0, x0] = [Math.max(0, Math.floor(sourceY)), Math.max(0, Math.floor(sourceX))]
      const [fy, fx] = [Math.max(0, sourceY - y0), Math.max(0, sourceX - x0)]
      const at = (dy: number, dx: number): number =>
        pixels[Math.min(bottom - 1, y0 + dy) * width + Math.min(right - 1, x0 + dx)]!
      made[y * newWidth + x] =
        (at(0, 0) * (1 - fx) + at(0, 1) * fx) * (1 - fy) + (at(1, 0) * (1 - fx) + at(1, 1) * fx) * fy
    }
  }
  return { width: newWidth, height, pixels: made }
}

/** The text of a row of distributions: the likeliest each, repetitions once, 0 is nothing, the last one is a blank. */
export function textOf(rows: ArrayLike<number>, classes: number, characters: readonly string[]): string {
  let text = ''
  let before = 0
  for (let row = 0; row < rows.length / classes; row++) {
    let best = 0
    for (let i = 1; i < classes; i++) {
      if (rows[row * classes + i]! > rows[row * classes + best]!) best = i
    }
    if (best !== 0 && best !== before) text += characters[best - 1] ?? ' '
    before = best
  }
  return text
}
