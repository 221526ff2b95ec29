import { seededRandom } from '@subnetkit/core'
import { describe, expect, test } from 'vitest'
import { Prompt } from './contract.ts'
import { drawQuestion } from './questions.ts'

const prompts = { templates: ['Tell a story about {a kind}.'], words: { kind: ['fox', 'owl'] } }
const draw = (plain: boolean, count = 200): Prompt[] => {
  const random = seededRandom('questions')
  return Array.from({ length: count }, () => drawQuestion({ prompts, random, tokens: [40, 112], plain }))
}

describe('drawQuestion', () => {
  test('makes what the contract takes, small, and never the same twice', () => {
    const questions = draw(false)
    for (const question of questions) {
      expect(Prompt.parse(question)).toEqual(question)
      expect(JSON.stringify(question).length).toBeLessThan(600)
      expect(question.temperature).toBeGreaterThanOrEqual(0.7)
      expect(question.temperature).toBeLessThanOrEqual(1.1)
      expect(question.maxTokens).toBeGreaterThanOrEqual(40)
      expect(question.maxTokens).toBeLessThanOrEqual(112)
    }
    expect(new Set(questions.map(({ seed }) => seed)).size).toBe(questions.length)
  })

  test.each<[string, (question: Prompt) => boolean]>([
    ['a conversation', ({ messages }) => messages.length > 1],
    ['a stop string', ({ stop }) => stop.length > 0],
    ['topK', ({ topK }) => topK !== undefined],
    ['topP', ({ topP }) => topP !== undefined],
    ['the longest answer', ({ maxTokens }) => maxTokens === 112],
    ['the shortest answer', ({ maxTokens }) => maxTokens === 40],
  ])('asks for %s sometimes, not always', (_, has) => {
    const having = draw(false, 1_000).filter(has).length
    expect(having).toBeGreaterThan(0)
    expect(having).toBeLessThan(600)
  })

  test('keeps to the plain distribution for verifiers that need it', () => {
    for (const { temperature, topK, topP } of draw(true)) {
      expect([temperature, topK, topP]).toEqual([1, undefined, undefined])
    }
  })
})
