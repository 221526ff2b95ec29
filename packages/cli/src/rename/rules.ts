import type { NamesInForce } from './names-in-force.ts'
import type { Change, Changes } from './wishes.ts'

/** What a rename makes of paths and of texts. */
export interface Rules {
  path(path: string): string
  text(text: string, path: string): string
}

/** Names that are everyday words too: they are changed where they name the subnet, and nowhere else. */
const everyday = new Set(['image', 'inference', 'text'])

/** Where a quoted everyday word is the name of a subnet: what runs, tests, trains and measures subnets. */
const namesSubnets = /^(?:packages\/cli|test|tools)\//

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
const capital = (word: string): string => word[0]!.toUpperCase() + word.slice(1)

type Step = (text: string, path: string) => string
const swap =
  (pattern: RegExp, to: string): Step =>
  (text) =>
    text.replace(pattern, () => to)

/** A product in all its spellings: `name`, `isNameError`, `NAME_HOME`; scopes are another matter. */
const productStep = ({ from, to }: Change): Step => {
  const pattern = new RegExp(`(?<!@)${from}|${capital(from)}|${from.toUpperCase()}`, 'g')
  const same = (found: string): string => {
    if (found === from) return to
    return found === from.toUpperCase() ? to.toUpperCase() : capital(to)
  }
  return (text) => text.replace(pattern, same)
}

const scopeSteps = ({ from, to }: Change, { subnets }: NamesInForce): Step[] => {
  if (from !== '') return [swap(new RegExp(`${escaped(from)}(?![\\w-])`, 'g'), to)]
  return subnets.map(({ packageName }) =>
    swap(new RegExp(`(?<![\\w@-])${escaped(packageName)}(?![\\w-])`, 'g'), `${to}/${packageName}`),
  )
}

const everydaySteps = ({ from, to }: Change): Step[] => {
  const contract = swap(new RegExp(`(?<=defineContract\\(\\{\\s*name: ['"])${from}(?=['"])`, 'g'), to)
  const quoted = swap(
    new RegExp(`(?<=(['"\`]))${from}(?=\\1|\\.(?:stall|verify)\\b|-(?:miner|validator)\\b)`, 'g'),
    to,
  )
  const file = swap(new RegExp(`(?<=/)${from}(?=\\.ts\\b)`, 'g'), to)
  return [
    swap(new RegExp(`(?<=\\bsubnets?[/-])${from}(?![\\w-])`, 'g'), to),
    swap(new RegExp(`(?<=--(?:subnets?|template) (?:[a-z-]+,)*)${from}(?![\\w-])`, 'g'), to),
    swap(new RegExp(`(?<=bench -- )${from}(?=\\.)`, 'g'), to),
    swap(new RegExp(`(?<=^subnet \`)${from}(?=\`)|(?<=\\[)${from}(?=\\]\\(\\S*subnets/)`, 'gm'), to),
    (text, path) => (/^subnets\/[^/]+\/src\/contract\.ts$/.test(path) ? contract(text, path) : text),
    (text, path) => (namesSubnets.test(path) ? file(quoted(text, path), path) : text),
  ]
}

const subnetSteps = (change: Change): Step[] =>
  everyday.has(change.from)
    ? everydaySteps(change)
    : [swap(new RegExp(`(?<![A-Za-z0-9])${escaped(change.from)}(?![A-Za-z0-9])`, 'g'), change.to)]

const subnetPath = ({ from, to }: Change): Step => {
  if (!everyday.has(from)) {
    return swap(new RegExp(`(?<![A-Za-z0-9])${escaped(from)}(?![A-Za-z0-9])`, 'g'), to)
  }
  const named = swap(new RegExp(`(?<=\\bsubnets?[/-])${from}(?![\\w-])`, 'g'), to)
  const test = swap(new RegExp(`(?<=^subnets/${from}/src/)${from}(?=\\.test\\.ts$)`), to)
  const file = swap(new RegExp(`(?<=/)${from}(?=\\.ts$)`), to)
  return (path) => named(namesSubnets.test(path) ? file(path, path) : test(path, path), path)
}

/** How the names of a tree become others, in the text and in the paths of its files. */
export function rulesFor(changes: Changes, names: NamesInForce): Rules {
  const { product, scope, metricsPrefix, subnets } = changes
  const prefix =
    metricsPrefix &&
    swap(new RegExp(`\\b${escaped(metricsPrefix.from)}_(?=miner_|validator_)`, 'g'), `${metricsPrefix.to}_`)
  const texts: Step[] = [
    ...(prefix ? [prefix] : []),
    ...(scope ? scopeSteps(scope, names) : []),
    ...subnets.flatMap(subnetSteps),
    ...(product ? [productStep(product)] : []),
  ]
  const paths: Step[] = [...subnets.map(subnetPath), ...(product ? [productStep(product)] : [])]
  const through =
    (steps: readonly Step[]): Step =>
    (text, path) =>
      steps.reduce((result, step) => step(result, path), text)
  return { path: (path) => through(paths)(path, path), text: through(texts) }
}
