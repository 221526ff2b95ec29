import type { NamesInForce } from './names-in-force.ts'
import type { Change, Changes } from './wishes.ts'

/** What a rename makes of paths and of texts. */
export interface Rules {
  path(path: string): string
  text(text: string, path: string): string
}

/** A name of several words is nothing that people or their code say otherwise. One word may be, such as `text` or `search`. */
const isDistinctive = (name: string): boolean => name.includes('-')

/** Where a quoted everyday word is the name of a subnet: what runs, tests, trains and measures subnets. */
const namesSubnets = /^(?:packages\/cli|test|tools\/(?:bench|create-subnet|interop|release|train))\//

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
const capital = (word: string): string => word[0]!.toUpperCase() + word.slice(1)

type Step = (text: string, path: string) => string
const swap =
  (pattern: RegExp, to: string): Step =>
  (text) =>
    text.replace(pattern, () => to)

/**
 * A product in all its spellings: `name`, `isNameError`, `NAME_HOME`; scopes are another matter. The prefix of metrics is
 * seen in the same pass: it may hold the product's old name, and keep it.
 */
const productStep = ({ from, to }: Change, prefix?: Change): Step => {
  const metrics = prefix ? `(?<![A-Za-z0-9_])${escaped(prefix.from)}(?=_(?:miner|validator)_)|` : ''
  const pattern = new RegExp(`(${metrics}(?!))|(?<!@)${from}|${capital(from)}|${from.toUpperCase()}`, 'g')
  const same = (found: string, metricsFound: string | undefined): string => {
    if (metricsFound !== undefined) return prefix!.to
    if (found === from) return to
    return found === from.toUpperCase() ? to.toUpperCase() : capital(to)
  }
  return (text) => text.replace(pattern, same)
}

/**
 * The product's own word is rare enough to be taken wherever it is a scope. Another scope, `@ada`, may also be an example, or of
 * somebody's other packages: it is taken before names of this workspace, and where code puts a package's name together.
 */
const scopePattern = (scope: string, { product, packages }: NamesInForce): RegExp => {
  if (scope === `@${product}`) return new RegExp(`${escaped(scope)}(?![\\w-])`, 'g')
  const own = packages
    .filter((name) => name.startsWith(`${scope}/`))
    .map((name) => name.slice(scope.length + 1))
  const names = own.length > 0 ? `(?:${own.map(escaped).join('|')})(?![\\w-])|` : ''
  return new RegExp(`${escaped(scope)}(?=\\\\?/(?:${names}(?:subnet-)?(?![a-z0-9])))`, 'g')
}

const scopeSteps = ({ from, to }: Change, names: NamesInForce): Step[] => {
  if (names.kind === 'clone') return [swap(scopePattern(from, names), to)]
  // A project's subnets may have scopes, or none, each for itself.
  return names.subnets.map(({ packageName }) => {
    const bare = packageName.split('/').at(-1)!
    const pattern = `(?:(?<![\\w@/.-])|(?<=node_modules/))${escaped(packageName)}(?![\\w-])`
    return swap(new RegExp(pattern, 'g'), `${to}/${bare}`)
  })
}

const everydaySteps = ({ from, to }: Change): Step[] => {
  const contract = swap(new RegExp(`(?<=defineContract\\(\\{\\s*name: ['"])${from}(?=['"])`, 'g'), to)
  const quoted = swap(
    new RegExp(`(?<=(['"\`]))${from}(?=\\1|\\.(?:stall|verify)\\b|-(?:miner|validator)\\b)`, 'g'),
    to,
  )
  // Tables by subnet.
  const key = swap(new RegExp(`(?<=^\\s*|[{,] )${from}(?=: [[{])`, 'gm'), to)
  const file = swap(new RegExp(`(?<=/)${from}(?=\\.ts\\b)`, 'g'), to)
  return [
    swap(new RegExp(`(?<=\\bsubnets?[/-])${from}(?![\\w-])`, 'g'), to),
    swap(new RegExp(`(?<=--(?:subnets?|template) (?:[a-z-]+,)*)${from}(?![\\w-])`, 'g'), to),
    swap(new RegExp(`(?<=bench -- )${from}(?=\\.)|(?<=/train )${from}(?= )`, 'g'), to),
    // What the command prints.
    swap(new RegExp(`(?<=\\bsubnet \\d+ )${from}(?![\\w-])|(?<![\\w-])${from}(?=: epoch at block)`, 'g'), to),
    swap(new RegExp(`(?<=^subnet \`)${from}(?=\`)|(?<=\\[)${from}(?=\\]\\(\\S*subnets/)`, 'gm'), to),
    swap(new RegExp(`(?<=^# )${from}$|(?<=")${from}(?=-project")`, 'gm'), to),
    (text, path) => (/^subnets\/[^/]+\/src\/contract\.ts$/.test(path) ? contract(text, path) : text),
    (text, path) => (namesSubnets.test(path) ? file(quoted(text, path), path) : text),
    (text, path) => (namesSubnets.test(path) && path.endsWith('.test.ts') ? key(text, path) : text),
  ]
}

/** `my-subnet` as code writes it, too: `mySubnet`, `MY_SUBNET`. */
const spellings = (name: string): string[] => {
  const pascal = name.split('-').map(capital).join('')
  const snake = name.replaceAll('-', '_')
  return [name, snake, snake.toUpperCase(), pascal[0]!.toLowerCase() + pascal.slice(1), pascal]
}

/** Names of several words, all in one pass; a subnet that stays is seen too, for its name may begin with that of another. */
const distinctiveStep = (subnets: readonly Change[], names: NamesInForce): Step => {
  const changes = subnets.filter(({ from }) => isDistinctive(from))
  if (changes.length === 0) return (text) => text
  const stays = names.subnets.filter(({ name }) => !subnets.some(({ from }) => from === name))
  const to = new Map(stays.map(({ name }) => [name, name]))
  for (const change of changes) {
    const spelled = spellings(change.to)
    for (const [i, word] of spellings(change.from).entries()) to.set(word, spelled[i]!)
  }
  const words = [...to.keys()].sort((a, b) => b.length - a.length).map(escaped)
  const start = '(?:(?<![A-Za-z0-9])|(?<=[a-z0-9])(?=[A-Z]))'
  const pattern = new RegExp(`${start}(?:${words.join('|')})(?![a-z0-9])`, 'g')
  return (text) => text.replace(pattern, (word) => to.get(word)!)
}

const subnetSteps = (subnets: readonly Change[], names: NamesInForce): Step[] => [
  distinctiveStep(subnets, names),
  ...subnets.filter(({ from }) => !isDistinctive(from)).flatMap(everydaySteps),
]

const everydayPath = ({ from, to }: Change): Step => {
  const named = swap(new RegExp(`(?<=\\bsubnets?[/-])${from}(?![\\w-])`, 'g'), to)
  const test = swap(new RegExp(`(?<=^subnets/${from}/src/)${from}(?=\\.test\\.ts$)`), to)
  const file = swap(new RegExp(`(?<=/)${from}(?=\\.ts$)`), to)
  return (path) => named(namesSubnets.test(path) ? file(path, path) : test(path, path), path)
}

const subnetPaths = (subnets: readonly Change[], names: NamesInForce): Step[] => [
  distinctiveStep(subnets, names),
  ...subnets.filter(({ from }) => !isDistinctive(from)).map(everydayPath),
]

/** How the names of a tree become others, in the text and in the paths of its files. */
export function rulesFor(changes: Changes, names: NamesInForce): Rules {
  const { product, scope, metricsPrefix, subnets } = changes
  const prefix =
    metricsPrefix &&
    !product &&
    swap(new RegExp(`\\b${escaped(metricsPrefix.from)}_(?=miner_|validator_)`, 'g'), `${metricsPrefix.to}_`)
  const texts: Step[] = [
    ...(prefix ? [prefix] : []),
    // Before the scope: a new one may hold the old product.
    ...(product ? [productStep(product, metricsPrefix)] : []),
    ...(scope ? scopeSteps(scope, names) : []),
    ...subnetSteps(subnets, names),
  ]
  const paths: Step[] = [...(product ? [productStep(product)] : []), ...subnetPaths(subnets, names)]
  const through =
    (steps: readonly Step[]): Step =>
    (text, path) =>
      steps.reduce((result, step) => step(result, path), text)
  return { path: (path) => through(paths)(path, path), text: through(texts) }
}
