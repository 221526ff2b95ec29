import { seededRandom } from '@subnetkit/core'
import { expect, it } from 'vitest'
import { moved } from './digit-images.ts'

it('moves a digit by up to two pixels each way and keeps what it shows', () => {
  const image = new Float32Array(784)
  image[14 * 28 + 10] = 1
  const random = seededRandom('moved')
  const places = new Set<number>()
  for (let i = 0; i < 400; i++) {
    const at = moved({ image, digit: 1 }, random).indexOf(1)
    expect(Math.abs((at % 28) - 10)).toBeLessThanOrEqual(2)
    expect(Math.abs(Math.floor(at / 28) - 14)).toBeLessThanOrEqual(2)
    places.add(at)
  }
  expect(places.size).toBe(25)
})

it('what leaves the picture is lost, not wrapped', () => {
  const image = new Float32Array(784)
  for (let y = 0; y < 28; y++) image[y * 28 + 27] = 1
  const random = seededRandom('border')
  for (let i = 0; i < 50; i++) {
    const out = moved({ image, digit: 1 }, random)
    for (let y = 0; y < 28; y++) expect(out[y * 28]).toBe(0)
  }
})
