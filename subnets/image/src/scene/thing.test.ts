import { seededRandom } from '@subnetkit/core'
import { expect, it } from 'vitest'
import { drawAttributes } from './attributes.ts'
import { latentLength, latentsOf } from './latents.ts'
import { paint, pixelCentres } from './painter.ts'
import { roundToBytes } from './picture.ts'
import { psnr } from './quality.ts'
import { halve } from './resample.ts'
import { sharpnessOf, thingPainter } from './thing.ts'

const plain = new Float32Array(latentLength)
const ring = { shape: 'ring', colour: 'red', background: 'blue', size: 'big', place: 'left' } as const

it('paints what was asked for where it was asked for', () => {
  const { data, width } = paint(thingPainter(ring, plain), { width: 64, height: 64 })
  const reddish = (x: number, y: number): boolean => {
    const at = (Math.floor(y * 64) * width + Math.floor(x * 64)) * 3
    return data[at]! > data[at + 2]!
  }
  // The ring's centre is at x = 0.26; its band lies between 0.126 and 0.242 from there.
  expect(reddish(0.26, 0.5)).toBe(false)
  expect(reddish(0.26 + 0.185, 0.5)).toBe(true)
  expect(reddish(0.26, 0.5 - 0.185)).toBe(true)
  expect(reddish(0.6, 0.5)).toBe(false)
})

it('stays within 0 … 1 and changes with every latent', () => {
  const random = seededRandom('thing')
  for (let i = 0; i < 20; i++) {
    const attributes = drawAttributes(random)
    const latents = latentsOf(`${i}`)
    const { data } = paint(thingPainter(attributes, latents), { width: 32, height: 32 })
    expect(Math.min(...data)).toBeGreaterThanOrEqual(0)
    expect(Math.max(...data)).toBeLessThanOrEqual(1)
  }
  // A square, since turning shows nothing on rings.
  const square = { ...ring, shape: 'square' } as const
  const calm = paint(thingPainter(square, plain), { width: 32, height: 32 })
  for (let i = 0; i < latentLength; i++) {
    const moved = paint(thingPainter(square, plain.with(i, 0.9)), { width: 32, height: 32 })
    expect(psnr(calm, moved)).toBeLessThan(60)
  }
})

it('is the same picture at another size', () => {
  const painter = thingPainter(ring, latentsOf('1'), sharpnessOf(32))
  const [large, small] = [64, 32].map((size) => paint(painter, { width: size, height: size }))
  expect(psnr(halve(large!), small!)).toBeGreaterThan(32)
})

it('can be asked for single pixels', () => {
  const painter = thingPainter(ring, plain)
  const whole = paint(painter, { width: 20, height: 10 })
  const centres = pixelCentres(20, 10, [0, 57, 199])
  const colour = new Float32Array(3)
  for (const [i, pixel] of [0, 57, 199].entries()) {
    painter(centres[i * 2]!, centres[i * 2 + 1]!, colour, 0)
    for (let c = 0; c < 3; c++) expect(colour[c]).toBeCloseTo(whole.data[pixel * 3 + c]!, 5)
  }
  expect(pixelCentres(20, 10)).toHaveLength(400)
})

it('loses at most half a step to bytes', () => {
  const picture = paint(thingPainter(ring, plain), { width: 16, height: 16 })
  const { data } = roundToBytes(picture)
  for (const [i, value] of data.entries())
    expect(Math.abs(value - picture.data[i]!)).toBeLessThanOrEqual(0.5001 / 255)
})
