import { seededRandom } from '@subnetkit/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  attributeLength,
  attributeNames,
  attributeWords,
  drawAttributes,
  encodeAttributes,
} from './attributes.ts'
import { attributesOf, promptOf } from './prompt.ts'

const ring = { shape: 'ring', colour: 'red', background: 'blue', size: 'big', place: 'left' } as const

describe('a prompt', () => {
  it('says all attributes, and they can be read from it', () => {
    fc.assert(
      fc.property(fc.string(), (key) => {
        const attributes = drawAttributes(seededRandom(key))
        expect(attributesOf(promptOf(attributes))).toEqual(attributes)
      }),
    )
  })

  it.each([
    'On a BLUE background, at the left: one large red ring!',
    'red ring, big, left, background of pure blue',
    'blue background red ring left big, and a red ring again please',
    'I want (for a friend) a huge red ring on the left, blue backdrop.',
  ])('may be put in other words: %s', (prompt) => {
    expect(attributesOf(prompt)).toEqual(ring)
  })

  it.each([
    '',
    'a big red ring at the left',
    'a red ring at the left on a blue background',
    'a big red ring and a circle at the left on a blue background',
    'a big red ring at the left, or the right, on a blue background',
    'a big red green ring at the left on a blue background',
    'a big red ring at the left on a red background',
    'a big red ring at the left on a blue background, green background',
    'a big constructor ring at the left on a __proto__ background',
    `a big red ring at the left on a blue background ${'x'.repeat(200)}`,
  ])('that leaves something open or contradicts itself is not understood: %s', (prompt) => {
    expect(attributesOf(prompt)).toBeUndefined()
  })
})

it('one-hot vectors have a 1 for each attribute and differ from one another', () => {
  const vectors = new Set<string>()
  const ones = new Set<number>()
  const count = attributeNames.reduce((product, name) => product * attributeWords[name].length, 1)
  for (const shape of attributeWords.shape)
    for (const colour of attributeWords.colour)
      for (const background of attributeWords.background)
        for (const size of attributeWords.size)
          for (const place of attributeWords.place) {
            const vector = encodeAttributes({ shape, colour, background, size, place })
            ones.add(vector.filter((value) => value === 1).length)
            vectors.add(vector.join())
          }
  expect([...ones]).toEqual([attributeNames.length])
  expect(attributeLength).toBe(28)
  expect(vectors.size).toBe(count)
})
