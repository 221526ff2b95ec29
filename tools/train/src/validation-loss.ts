import type { Tokenizer } from '@subnetkit/models'
import { floatData, floats, integers, openSession, type Tensors } from './session.ts'
import type { Story } from './stories/story.ts'
import { causalMask, type TransformerShape } from './transformer/shape.ts'

/**
 * Mean cross entropy, in nats a token, of the stories' texts given their prompts. It runs the exported file, so what it
 * says holds for what is shipped, rounded weights included.
 */
export async function validationLoss(
  model: Uint8Array,
  shape: TransformerShape,
  tokenizer: Tokenizer,
  stories: readonly Story[],
  threads = 1,
): Promise<number> {
  const session = await openSession(model, { threads })
  let sum = 0
  let count = 0
  for (const { prompt, text } of stories) {
    const before = tokenizer.encodePrompt(prompt)
    const answer = [...tokenizer.encode(text), tokenizer.special.end]
    const tokens = [...before, ...answer].slice(0, shape.contextLength + 1)
    const logits = floatData((await session.run(feedsFor(shape, tokens.slice(0, -1)))).logits)
    for (let at = before.length; at < tokens.length; at++) {
      const row = logits.subarray((at - 1) * shape.vocabulary, at * shape.vocabulary)
      const largest = row.reduce((a, b) => Math.max(a, b))
      const total = row.reduce((all, logit) => all + Math.exp(logit - largest), 0)
      sum += largest + Math.log(total) - row[tokens[at]!]!
      count += 1
    }
  }
  await session.release()
  return sum / count
}

/** All tokens in one pass, with nothing past. */
function feedsFor(shape: TransformerShape, tokens: readonly number[]): Tensors {
  const { layers, heads, width } = shape
  const count = tokens.length
  const feeds: Tensors = {
    ids: integers(tokens, [1, count]),
    positions: integers(
      tokens.map((_, i) => i),
      [count],
    ),
    mask: floats(causalMask(count), [count, count]),
  }
  for (let layer = 0; layer < layers; layer++) {
    for (const part of ['key', 'value']) {
      feeds[`past.${layer}.${part}`] = floats(new Float32Array(0), [1, heads, 0, width / heads])
    }
  }
  return feeds
}
