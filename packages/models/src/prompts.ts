import type { Random } from '@subnetkit/core'
import { z } from 'zod'

/** The prompts a language model was trained on: templates with `{slot}` or `{a slot}`, and the words for each slot. */
export const Prompts = z.object({
  templates: z.array(z.string().min(1)).min(1),
  words: z.record(z.string(), z.array(z.string().min(1)).min(1)),
})
export type Prompts = z.infer<typeof Prompts>

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/**
 * Fills `{slot}` with its word, `{a slot}` with the word after its article, `{Slot}` and `{A slot}` with a capital.
 *
 * @example
 * ```ts
 * import { fillTemplate } from '@subnetkit/models'
 * fillTemplate('{A kind} met {a friend}.', (slot) => ({ kind: 'owl', friend: 'fox' })[slot]!) // 'An owl met a fox.'
 * ```
 */
export function fillTemplate(template: string, wordFor: (slot: string) => string): string {
  return template.replace(/\{(?:(a|A) )?(\w+)\}/g, (_, article: string | undefined, slot: string) => {
    const capitalised = /^[A-Z]/.test(article ?? slot)
    const word = wordFor(slot.charAt(0).toLowerCase() + slot.slice(1))
    const text = article === undefined ? word : `${/^[aeiou]/i.test(word) ? 'an' : 'a'} ${word}`
    return capitalised ? capital(text) : text
  })
}

/** Draws one prompt; a slot that a template names twice gets the same word. */
export function drawPrompt(prompts: Prompts, random: Random): string {
  const chosen = new Map<string, string>()
  return fillTemplate(random.pick(prompts.templates), (slot) => {
    const word = chosen.get(slot) ?? random.pick(prompts.words[slot] ?? [slot])
    chosen.set(slot, word)
    return word
  })
}
