import type { LanguageModel } from '@subnetkit/models'
import type { Story } from './stories/story.ts'

/**
 * Mean cross entropy, in nats a token, of the stories' texts given their prompts. It measures the files that are
 * shipped, rounded weights included, through the door that their users take.
 */
export async function validationLoss(model: LanguageModel, stories: readonly Story[]): Promise<number> {
  const { tokenizer, contextLength } = model
  let surprise = 0
  let count = 0
  for (const { prompt, text } of stories) {
    const room = contextLength - tokenizer.encodePrompt(prompt).length
    const tokens = [...tokenizer.encode(text), tokenizer.special.end].slice(0, room)
    // The seed plays no part in the probabilities.
    const sampling = { seed: '', temperature: 1, maxTokens: tokens.length }
    const { meanLogprob } = await model.verify({
      messages: [{ role: 'user', content: prompt }],
      tokens,
      ...sampling,
    })
    surprise -= meanLogprob * tokens.length
    count += tokens.length
  }
  return surprise / count
}
