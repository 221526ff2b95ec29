import { seededRandom } from '@subnetkit/core'
import { drawPrompt } from '@subnetkit/models'
import { expect, it } from 'vitest'
import { storyPrompts, writeStory } from './story.ts'
import { animals, things } from './words.ts'

const stories = (seed: string, count: number) => {
  const random = seededRandom(seed)
  return Array.from({ length: count }, () => writeStory(random))
}

it('writes the same stories from the same seed, hardly two alike', () => {
  expect(stories('1', 50)).toEqual(stories('1', 50))
  expect(new Set(stories('2', 500).map(({ text }) => text)).size).toBe(500)
})

it('leaves no slot unfilled, no blank doubled, no article wrong', () => {
  for (const { prompt, text } of stories('3', 2000)) {
    expect(`${prompt} ${text}`).not.toMatch(/[{}[\]|]|undefined| {2}|\ba [aeiou]|\ban [^aeiou]/)
    expect(text).toMatch(/^[A-Z"].*[.!?"]$/)
  }
})

it('tells of whom and what the prompt asks for', () => {
  for (const { prompt, text } of stories('4', 500)) {
    for (const word of [...animals, ...things]) {
      if (prompt.match(`\\b${word}\\b`)) expect(text).toMatch(new RegExp(`\\b${word}\\b`))
    }
  }
})

it('publishes prompts of the same kind', () => {
  expect(drawPrompt(storyPrompts, seededRandom('5'))).toMatch(/^(Tell|Write) a story about an? [a-z ]+/)
})
