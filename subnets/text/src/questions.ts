import type { Random } from '@subnetkit/core'
import { drawPrompt, type Prompts } from '@subnetkit/models'
import type { Prompt } from './contract.ts'

/** How stories begin: what a conversation may have been about before. */
const openings = [
  'Once upon a time there was a fox.',
  'One day a girl went to the forest.',
  'Long ago there lived an old bear.',
]

/** Words that turn up in many answers, so that some end there. */
const stops = [' friend', ' home', ' happy', '!', 'The end']

const chance = (random: Random, share: number): boolean => random.fraction() < share

/**
 * Makes one question. All that can be asked for is asked for sometimes: conversations, stop strings, topK, topP; so
 * whoever leaves any of it out is found.
 *
 * @param options.tokens the least and the most that an answer may be asked to have
 * @param options.plain temperature 1 and every token a candidate, for verifiers that need it
 */
export function drawQuestion(options: {
  prompts: Prompts
  random: Random
  tokens: readonly [least: number, most: number]
  plain: boolean
}): Prompt {
  const { prompts, random, tokens, plain } = options
  const asked = () => ({ role: 'user' as const, content: drawPrompt(prompts, random) })
  const answered = () => ({ role: 'assistant' as const, content: random.pick(openings) })
  const [least, most] = tokens
  return {
    messages: chance(random, 1 / 3) ? [asked(), answered(), asked()] : [asked()],
    seed: Buffer.from(random.bytes(16)).toString('hex'),
    temperature: plain ? 1 : (70 + random.integer(41)) / 100,
    ...(!plain && chance(random, 1 / 3) && { topK: 20 + random.integer(41) }),
    ...(!plain && chance(random, 1 / 3) && { topP: (85 + random.integer(15)) / 100 }),
    stop: chance(random, 1 / 4) ? [random.pick(stops)] : [],
    maxTokens: least + random.integer(most - least + 1),
  }
}
