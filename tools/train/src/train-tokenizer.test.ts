import { seededRandom } from '@subnetkit/core'
import { createTokenizer, TokenizerFile } from '@subnetkit/models'
import { expect, it } from 'vitest'
import { writeStory } from './stories/story.ts'
import { trainTokenizer } from './train-tokenizer.ts'

it('joins the commonest pair first', () => {
  const { pieces, merges } = trainTokenizer('banana banana bandana', 101)
  expect(pieces.slice(99)).toEqual(['an', 'ban'])
  expect(merges[0]!.map((token) => pieces[token])).toEqual(['a', 'n'])
})

it('makes a valid, repeatable tokenizer of the size asked for, that shortens what it was trained on', () => {
  const random = seededRandom('tokenizer')
  const text = Array.from({ length: 200 }, () => writeStory(random).text).join('\n')
  const file = trainTokenizer(text, 300)
  expect(TokenizerFile.parse(file)).toEqual(trainTokenizer(text, 300))
  expect(file.pieces).toHaveLength(300)
  const tokenizer = createTokenizer(file)
  const tokens = tokenizer.encode(text)
  expect(tokenizer.decode(tokens)).toBe(text)
  expect(tokens.length).toBeLessThan(text.length / 2)
})
