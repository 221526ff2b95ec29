import { type Attributes, colours, places, shapes, sizes } from './attributes.ts'

/** Longer prompts are not read at all. */
export const maxPromptLength = 200

const article = (word: string): string => (/^[aeiou]/.test(word) ? 'an' : 'a')

/**
 * The attributes in English.
 *
 * @example
 * ```ts
 * promptOf({ shape: 'ring', colour: 'red', background: 'orange', size: 'big', place: 'left' })
 * // 'a big red ring at the left on an orange background'
 * ```
 */
export function promptOf({ shape, colour, background, size, place }: Attributes): string {
  return `a ${size} ${colour} ${shape} at the ${place} on ${article(background)} ${background} background`
}

const synonyms: Readonly<Record<string, string>> = {
  disc: 'circle',
  disk: 'circle',
  large: 'big',
  huge: 'big',
  little: 'small',
  tiny: 'small',
  center: 'centre',
  middle: 'centre',
  upper: 'top',
  lower: 'bottom',
  violet: 'purple',
  backdrop: 'background',
}

const isColour = (word: string | undefined): word is Attributes['colour'] =>
  (colours as readonly (string | undefined)[]).includes(word)

/** The only one of `words` that belongs to `list`; repeating it is fine, naming another is not. */
function only<T extends string>(words: readonly string[], list: readonly T[]): T | undefined {
  const found = new Set(list.filter((word) => words.includes(word)))
  return found.size === 1 ? [...found][0] : undefined
}

/**
 * The attributes that a prompt asks for, or undefined when it is longer than 200 characters, leaves one open or
 * contradicts itself. Order does not matter and other words are passed over; the background's colour is the one right
 * before the word "background", or else the first one after it.
 *
 * @example
 * ```ts
 * attributesOf('Please: on a blue background, left, one LARGE red ring!') // { shape: 'ring', colour: 'red', … }
 * attributesOf('a red circle') // undefined: neither size nor place nor background
 * ```
 */
export function attributesOf(prompt: string): Attributes | undefined {
  if (prompt.length > maxPromptLength) return undefined
  const words = (prompt.toLowerCase().match(/[a-z]+/g) ?? []).map((word) =>
    Object.hasOwn(synonyms, word) ? synonyms[word]! : word,
  )
  const at = words.indexOf('background')
  if (at < 0 || at !== words.lastIndexOf('background')) return undefined
  const backgroundAt = isColour(words[at - 1])
    ? at - 1
    : words.findIndex((word, i) => i > at && isColour(word))
  const background = words[backgroundAt]
  const rest = words.filter((_, i) => i !== backgroundAt)
  const shape = only(rest, shapes)
  const colour = only(rest, colours)
  const size = only(rest, sizes)
  const place = only(rest, places)
  if (!shape || !colour || !size || !place || !isColour(background) || background === colour) return undefined
  return { shape, colour, background, size, place }
}
