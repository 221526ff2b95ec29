import { seededRandom } from '@subnetkit/core'
import { createTokenizer } from '@subnetkit/models'
import { expect, it } from 'vitest'
import { drawBatch, encodeCorpus } from './corpus.ts'
import { writeStory } from './stories/story.ts'
import { trainTokenizer } from './train-tokenizer.ts'

it('draws runs that begin with a prompt, with each token’s neighbours beside it', () => {
  const random = seededRandom('corpus')
  const stories = Array.from({ length: 20 }, () => writeStory(random))
  const tokenizer = createTokenizer(trainTokenizer(stories.map(({ text }) => text).join('\n'), 200))
  const corpus = encodeCorpus(stories, tokenizer)
  expect(corpus.starts).toHaveLength(20)
  const [rows, length] = [8, 50]
  const { ids, previous, labels } = drawBatch(corpus, { rows, length }, random)
  for (let row = 0; row < rows; row++) {
    const of = (tokens: Int32Array) => [...tokens.subarray(row * length, (row + 1) * length)]
    expect(of(ids)[0]).toBe(tokenizer.special.prompt)
    expect(of(previous)[0]).toBe(tokenizer.special.end)
    expect(of(previous).slice(1)).toEqual(of(ids).slice(0, -1))
    expect(of(labels).slice(0, -1)).toEqual(of(ids).slice(1))
  }
})
