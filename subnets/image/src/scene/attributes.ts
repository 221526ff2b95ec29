import type { Random } from '@subnetkit/core'

/** The shapes of things. */
export const shapes = ['circle', 'square', 'triangle', 'ring', 'cross'] as const
/** The colours of things and backgrounds. */
export const colours = ['red', 'orange', 'yellow', 'green', 'blue', 'purple', 'white', 'black'] as const
/** The sizes of things. */
export const sizes = ['small', 'big'] as const
/** Where in the picture the thing is. */
export const places = ['centre', 'left', 'right', 'top', 'bottom'] as const

/** What a picture shows: one thing on a background of another colour. */
export interface Attributes {
  readonly shape: (typeof shapes)[number]
  readonly colour: (typeof colours)[number]
  readonly background: (typeof colours)[number]
  readonly size: (typeof sizes)[number]
  readonly place: (typeof places)[number]
}

/** Every attribute with its words, in the order of the one-hot vector and of the classifier's heads. */
export const attributeWords = {
  shape: shapes,
  colour: colours,
  background: colours,
  size: sizes,
  place: places,
} as const satisfies { [K in keyof Attributes]: readonly Attributes[K][] }

/** The names of the attributes, in the order of their one-hot vector. */
export const attributeNames = Object.keys(attributeWords) as (keyof Attributes)[]

/** Length of the one-hot vector: 28. */
export const attributeLength = attributeNames.reduce((sum, name) => sum + attributeWords[name].length, 0)

/** An attribute's index among its words. */
export function attributeIndex(attributes: Attributes, name: keyof Attributes): number {
  return (attributeWords[name] as readonly string[]).indexOf(attributes[name])
}

/**
 * The one-hot vector [28]: a 1 for the word of each attribute.
 *
 * @example
 * ```ts
 * encodeAttributes({ shape: 'ring', colour: 'red', background: 'blue', size: 'big', place: 'left' })[3] // 1: ring
 * ```
 */
export function encodeAttributes(attributes: Attributes): Float32Array {
  const vector = new Float32Array(attributeLength)
  let start = 0
  for (const name of attributeNames) {
    vector[start + attributeIndex(attributes, name)] = 1
    start += attributeWords[name].length
  }
  return vector
}

/** Attributes at random, with a thing that differs from its background. */
export function drawAttributes(random: Random): Attributes {
  const colour = random.pick(colours)
  return {
    shape: random.pick(shapes),
    colour,
    background: random.pick(colours.filter((other) => other !== colour)),
    size: random.pick(sizes),
    place: random.pick(places),
  }
}
