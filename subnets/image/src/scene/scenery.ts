import type { Random } from '@subnetkit/core'
import type { Painter } from './painter.ts'
import { valueNoise } from './value-noise.ts'

/** Whether the point (x, y), relative to a figure's centre and turned with it, belongs to the figure. */
type Figure = (x: number, y: number) => boolean

interface Measures {
  /** Half of the figure's longer and shorter side. */
  readonly long: number
  readonly short: number
  /** Stripes, checks or dots in a unit of length. */
  readonly pitch: number
}

const figures: Readonly<Record<string, (measures: Measures) => Figure>> = {
  disc:
    ({ long }) =>
    (x, y) =>
      x * x + y * y < long * long,
  ring:
    ({ long }) =>
    (x, y) => {
      const square = x * x + y * y
      return square < long * long && square > 0.55 * long * long
    },
  box:
    ({ long, short }) =>
    (x, y) =>
      Math.abs(x) < long && Math.abs(y) < short,
  wedge:
    ({ long }) =>
    (x, y) =>
      Math.abs(y) < long && Math.abs(x) < (long + y) / 2,
  line:
    ({ long, short }) =>
    (x, y) =>
      Math.abs(x) < 2 * long && Math.abs(y) < short / 16,
  stripes:
    ({ long, pitch }) =>
    (x, y) => {
      return Math.abs(x) < long && Math.abs(y) < long && (Math.floor(x * pitch * 2) & 1) === 0
    },
  checks:
    ({ long, short, pitch }) =>
    (x, y) => {
      const odd = (Math.floor(x * pitch) + Math.floor(y * pitch)) & 1
      return Math.abs(x) < long && Math.abs(y) < short && odd === 0
    },
  dots:
    ({ long, short, pitch }) =>
    (x, y) => {
      const [a, b] = [x * pitch - Math.round(x * pitch), y * pitch - Math.round(y * pitch)]
      return Math.abs(x) < long && Math.abs(y) < short && a * a + b * b < 0.1
    },
}

const between = (random: Random, low: number, high: number): number => low + (high - low) * random.fraction()
const drawColour = (random: Random): readonly number[] => Array.from({ length: 3 }, () => random.fraction())

/** One figure with place, turn and colour: adds itself to what is painted already. */
function drawFigure(random: Random): Painter {
  const [centreX, centreY] = [random.fraction(), random.fraction()]
  const angle = between(random, 0, 2 * Math.PI)
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  const colour = drawColour(random)
  const opacity = between(random, 0.6, 1)
  const inside = figures[random.pick(Object.keys(figures))]!({
    long: between(random, 0.06, 0.36),
    short: between(random, 0.05, 0.35),
    pitch: between(random, 4, 14),
  })
  return (x, y, out, at) => {
    const [dx, dy] = [x - centreX, y - centreY]
    if (!inside(dx * cos + dy * sin, dy * cos - dx * sin)) return
    for (let c = 0; c < 3; c++) out[at + c] = out[at + c]! + (colour[c]! - out[at + c]!) * opacity
  }
}

/** A gradient between two colours with some cloudy texture. */
function drawGround(random: Random): Painter {
  const [from, to] = [drawColour(random), drawColour(random)]
  const angle = between(random, 0, 2 * Math.PI)
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  const texture = valueNoise(random)
  const scale = between(random, 2, 10)
  const strength = between(random, 0, 0.3)
  return (x, y, out, at) => {
    const t = Math.min(1, Math.max(0, 0.5 + (x - 0.5) * cos + (y - 0.5) * sin))
    const rough = (texture(x * scale, y * scale) - 0.5) * strength
    for (let c = 0; c < 3; c++) out[at + c] = from[c]! + (to[c]! - from[c]!) * t + rough
  }
}

/**
 * Draws a scene with plenty of detail: a textured gradient behind 4 to 10 figures with edges, lines and patterns. It can be
 * painted at any size; edges are as hard as pixels allow, so paint with two samples or more. Who does not know what
 * `random` follows from cannot foresee it: a validator that keeps the large picture can show a small one.
 *
 * @example
 * ```ts
 * import { seededRandom } from '@subnetkit/core'
 * const truth = paint(sceneryPainter(seededRandom(secret)), { width: 128, height: 128, samples: 2 })
 * const question = roundToBytes(halve(truth)) // 64 × 64
 * ```
 */
export function sceneryPainter(random: Random): Painter {
  const ground = drawGround(random)
  const things = Array.from({ length: 4 + random.integer(7) }, () => drawFigure(random))
  return (x, y, out, at) => {
    ground(x, y, out, at)
    for (const thing of things) thing(x, y, out, at)
    for (let c = 0; c < 3; c++) out[at + c] = Math.min(1, Math.max(0, out[at + c]!))
  }
}
