import { seededRandom } from '@subnetkit/core'
import { expect, test } from 'vitest'
import { type Bitmap, bitmapOf, pictureOf } from './bitmap.ts'
import type { Field, FieldPicture } from './field.ts'
import { drawPlaces, placeCounts } from './places.ts'
import { type Attributes, doubleBicubic, halve, latentsOf, paint, thingPainter } from './scene/index.ts'
import { spotCheck } from './spot-check.ts'

const attributes: Attributes = {
  shape: 'ring',
  colour: 'red',
  background: 'blue',
  size: 'small',
  place: 'left',
}
const picture: FieldPicture = { attributes, seed: 'one', width: 160, height: 160 }
const painted = paint(thingPainter(attributes, latentsOf('one')), picture)
const right = bitmapOf(painted)
/** A field without a network: it knows this one picture. */
const field: Pick<Field, 'colours'> = {
  colours: async (_, pixels) =>
    Uint8Array.from(
      { length: pixels.length * 3 },
      (_, i) => right.rgb[pixels[Math.floor(i / 3)]! * 3 + (i % 3)]!,
    ),
}
const random = seededRandom('places')
const check = (answer: Bitmap, label: number | string = 0) =>
  spotCheck({
    field: field as Field,
    picture,
    answer,
    random: random.derive(label),
    signal: new AbortController().signal,
  })
/** The picture with a change of each channel. */
const changed = (change: (value: number, i: number) => number): Bitmap => ({
  ...right,
  rgb: right.rgb.map((value, i) => Math.min(255, Math.max(0, change(value, i)))),
})
/** How many of a hundred checks, each at other places, a picture passes. */
async function passes(answer: Bitmap): Promise<number> {
  let passed = 0
  for (let i = 0; i < 100; i++) if ((await check(answer, i)).valid) passed++
  return passed
}

test('the picture itself passes', async () => {
  expect(await check(right)).toEqual({ valid: true, matching: 1, worst: 0 })
})

test('rounding to the other side passes always', async () => {
  expect(await passes(changed((value, i) => value + (i % 3) - 1))).toBe(100)
})

test('a few channels that are two steps off pass, many do not', async () => {
  expect((await check(changed((value, i) => value + (i % 97 === 0 ? 2 : 0)))).valid).toBe(true)
  expect(await passes(changed((value, i) => value + (i % 10 === 0 ? 2 : 0)))).toBe(0)
  expect(await passes(changed((value) => value + 2))).toBe(0)
})

test('a twentieth of the pixels made up is found nearly always', async () => {
  expect(
    await passes(changed((value, i) => (Math.floor(i / 3) % 30 === 0 ? 255 - value : value))),
  ).toBeLessThan(3)
})

test('half the resolution, enlarged, is found by its edges', async () => {
  expect(await passes(bitmapOf(doubleBicubic(pictureOf(bitmapOf(halve(painted))))))).toBe(0)
})

test('a picture without edges has places too, and none lies outside', () => {
  for (const fill of [0, 255]) {
    const places = drawPlaces({ width: 64, height: 72, rgb: new Uint8Array(64 * 72 * 3).fill(fill) }, random)
    expect(places).toHaveLength(placeCounts.anywhere + placeCounts.atEdges)
    expect(Math.max(...places)).toBeLessThan(64 * 72)
    expect(new Set(places).size).toBeGreaterThan(200)
  }
})

test('places differ from check to check and crowd at edges', () => {
  const [one, other] = ['one', 'other'].map((label) => drawPlaces(right, random.derive(label)))
  expect(one).not.toEqual(other)
  const steep = (pixel: number): boolean => Math.abs(right.rgb[pixel * 3]! - right.rgb[pixel * 3 + 3]!) > 8
  const share = (places: Uint32Array): number => places.filter(steep).length / places.length
  const { anywhere } = placeCounts
  expect(share(one!.subarray(anywhere))).toBeGreaterThan(5 * share(one!.subarray(0, anywhere)))
})
