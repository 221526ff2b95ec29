import type { Attributes } from './attributes.ts'
import type { Painter } from './painter.ts'

type Colour = readonly [red: number, green: number, blue: number]

const pigments: Readonly<Record<Attributes['colour'], Colour>> = {
  red: [0.86, 0.13, 0.13],
  orange: [0.96, 0.53, 0.09],
  yellow: [0.96, 0.89, 0.16],
  green: [0.15, 0.64, 0.22],
  blue: [0.13, 0.28, 0.86],
  purple: [0.56, 0.17, 0.72],
  white: [0.95, 0.95, 0.95],
  black: [0.07, 0.07, 0.07],
}

const radii: Readonly<Record<Attributes['size'], number>> = { small: 0.13, big: 0.23 }

/** Where the middle of a thing is, but for what its latents move it by: x and y, 0 … 1. */
export const placeCentres: Readonly<Record<Attributes['place'], readonly [x: number, y: number]>> = {
  centre: [0.5, 0.5],
  left: [0.26, 0.5],
  right: [0.74, 0.5],
  top: [0.5, 0.26],
  bottom: [0.5, 0.74],
}

/** Signed distances, about: negative inside a shape of radius `r` around the origin. */
const distances: Readonly<Record<Attributes['shape'], (x: number, y: number, r: number) => number>> = {
  circle: (x, y, r) => Math.sqrt(x * x + y * y) - r,
  square: (x, y, r) => Math.max(Math.abs(x), Math.abs(y)) - 0.9 * r,
  triangle: (x, y, r) => Math.max(y - 0.8 * r, Math.abs(x) * 0.865 - (y + r) * 0.5),
  ring: (x, y, r) => Math.abs(Math.sqrt(x * x + y * y) - 0.8 * r) - 0.25 * r,
  cross: (x, y, r) => {
    const [a, b] = [Math.abs(x), Math.abs(y)]
    return Math.min(Math.max(a - 0.35 * r, b - r), Math.max(b - 0.35 * r, a - r))
  },
}

/** 1 inside, 0 outside, and in between over about 4 / `sharpness`. */
const cover = (distance: number, sharpness: number): number => 1 / (1 + Math.exp(distance * sharpness))

const clamp = (value: number): number => Math.min(1, Math.max(0, value))

/** As sharp as the field is taught to be: an edge is about 1/60 of the picture wide. */
export const fieldSharpness = 240

/** The sharpness at which an edge is about as wide as a pixel of a picture of `size` pixels, or as the field's. */
export const sharpnessOf = (size: number): number => Math.min(fieldSharpness, 4 * size)

/**
 * The picture that the field is taught to paint and the classifier to read: a lit thing and its shadow on a softly lit
 * background. Latents decide, in this order, where the thing is moved to (2), how large (1) and how turned (1) it is, where
 * the light comes from (2), the background's waves (1) and the tint of each channel (3).
 *
 * @param latents [10], each -1 … 1
 */
export function thingPainter(
  attributes: Attributes,
  latents: ArrayLike<number>,
  sharpness: number = fieldSharpness,
): Painter {
  const latent = (i: number): number => latents[i]!
  const [x0, y0] = placeCentres[attributes.place]
  const [centreX, centreY] = [x0 + 0.04 * latent(0), y0 + 0.04 * latent(1)]
  const radius = radii[attributes.size] * (1 + 0.12 * latent(2))
  const [cos, sin] = [Math.cos(0.35 * latent(3)), Math.sin(0.35 * latent(3))]
  const [lightX, lightY] = [0.5 + 0.4 * latent(4), 0.35 + 0.25 * latent(5)]
  const waves = 6 * latent(6)
  const thing = pigments[attributes.colour]
  const ground = pigments[attributes.background]
  const distance = distances[attributes.shape]
  const coverAt = (x: number, y: number, sharp: number): number =>
    cover(distance(x * cos + y * sin, y * cos - x * sin, radius), sharp)

  return (x, y, out, at) => {
    const [dx, dy] = [x - centreX, y - centreY]
    const fromLight = Math.sqrt((x - lightX) ** 2 + (y - lightY) ** 2)
    const shadow = coverAt(dx - (x0 - lightX) * 0.04, dy - 0.035, 45)
    const groundLight = (1.06 - 0.3 * fromLight + 0.025 * Math.sin(9 * y + waves * x)) * (1 - 0.35 * shadow)
    const thingLight = 1.03 - 0.3 * ((dx * (x0 - lightX) + dy * 0.5) / radius) * 0.5
    const covered = coverAt(dx, dy, sharpness)
    for (let c = 0; c < 3; c++) {
      const tint = 0.04 * latent(7 + c)
      const behind = clamp((ground[c]! + tint) * groundLight)
      const before = clamp((thing[c]! + tint) * thingLight)
      out[at + c] = behind + (before - behind) * covered
    }
  }
}
