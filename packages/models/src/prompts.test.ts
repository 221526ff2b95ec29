import { seededRandom } from '@subnetkit/core'
import { expect, it } from 'vitest'
import { drawPrompt, fillTemplate } from './prompts.ts'

it('fills articles and capitals', () => {
  const words: Record<string, string> = { kind: 'owl', thing: 'key' }
  expect(fillTemplate('{A kind} has {a thing}. {Thing}! The {kind}.', (slot) => words[slot]!)).toBe(
    'An owl has a key. Key! The owl.',
  )
})

it('draws the same prompt from the same randomness, and one word a slot', () => {
  const prompts = { templates: ['{a kind}, the {kind}'], words: { kind: ['fox', 'owl', 'bear', 'cat'] } }
  const draw = (seed: string) => drawPrompt(prompts, seededRandom(seed))
  expect(draw('1')).toBe(draw('1'))
  const all = Array.from({ length: 40 }, (_, i) => draw(String(i)))
  expect(new Set(all).size).toBe(4)
  for (const text of all) expect(text).toMatch(/^an? (\w+), the \1$/)
})
