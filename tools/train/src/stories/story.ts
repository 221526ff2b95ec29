import type { Random } from '@subnetkit/core'
import { fillTemplate, type Prompts } from '@subnetkit/models'
import { endings, habits, openings, plots, type Step } from './plots.ts'
import {
  animals,
  boys,
  colours,
  foods,
  girls,
  joys,
  people,
  places,
  sorrows,
  things,
  traits,
  weathers,
} from './words.ts'

/** A request for a story, and a story that honours it. */
export interface Story {
  readonly prompt: string
  readonly text: string
}

/** What a model that is trained on these stories may be asked; it goes into the model's manifest. */
export const storyPrompts: Prompts = {
  templates: [
    'Tell a story about {a kind} and {a thing}.',
    'Tell a story about {a trait} {kind} and {a thing}.',
    'Write a story about {a kind} named {name} and {a colour} {thing}.',
    'Write a story about {a kind} and {a thing} {there}.',
  ],
  words: {
    kind: [...animals],
    trait: [...traits],
    name: [...girls, ...boys],
    colour: [...colours],
    thing: [...things],
    there: Object.values(places),
  },
}

/** Words that may differ each time they are named. */
const passing: Readonly<Record<string, readonly string[]>> = { weather: weathers, joy: joys, sorrow: sorrows }

/** Chooses at every `[a|b]`, then fills the slots. */
function expand(template: string, words: Readonly<Record<string, string>>, random: Random): string {
  const chosen = template.replace(/\[([^\]]*)\]/g, (_, options: string) => random.pick(options.split('|')))
  return fillTemplate(chosen, (slot) => {
    const word = words[slot] ?? (passing[slot] && random.pick(passing[slot]))
    if (word === undefined) throw new Error(`no word for {${slot}} in "${template}"`)
    return word
  })
}

function cast(random: Random): Readonly<Record<string, string>> {
  const kind = random.fraction() < 0.2 ? random.pick(people) : random.pick(animals)
  const female = kind === 'girl' || (kind !== 'boy' && random.fraction() < 0.5)
  const name = random.pick(female ? girls : boys)
  const [place, place2, place3] = random.shuffle(Object.keys(places) as (keyof typeof places)[])
  return {
    kind,
    name,
    friend: random.pick([...girls, ...boys].filter((other) => other !== name)),
    friendKind: random.pick(animals.filter((animal) => animal !== kind)),
    he: female ? 'she' : 'he',
    him: female ? 'her' : 'him',
    his: female ? 'her' : 'his',
    trait: random.pick(traits),
    thing: random.pick(things),
    colour: random.pick(colours),
    food: random.pick(foods),
    place: place!,
    place2: place2!,
    place3: place3!,
    there: places[place!],
    there2: places[place2!],
  }
}

/** Writes one story. The same state of `random` gives the same story. */
export function writeStory(random: Random): Story {
  const words = cast(random)
  const steps: readonly Step[] = [openings, habits, ...random.pick(plots), endings]
  const sentences = steps.map((step) => expand(random.pick(step), words, random))
  return {
    prompt: expand(random.pick(storyPrompts.templates), words, random),
    text: sentences.filter((sentence) => sentence !== '').join(' '),
  }
}
