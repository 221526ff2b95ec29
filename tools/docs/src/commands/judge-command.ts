import type { Command } from 'commander'

/** What can be typed. */
export interface Known {
  /** Scripts that a reader of this file may run. */
  scriptsOf(file: string): ReadonlySet<string>
  /** The command `subnetkit`. */
  readonly program: Command
}

const flagsOf = (words: readonly string[]): string[] =>
  words.filter((word) => /^--?[a-z]/i.test(word)).map((word) => word.split('=')[0]!)

function judgeFlags(command: Command, words: readonly string[]): string | undefined {
  // A neuron's flags belong to the neuron, whose own help lists them.
  if (['miner', 'validator'].includes(command.name())) return undefined
  const options = command.createHelp().visibleOptions(command)
  const known = options.flatMap(({ short, long }) => [short, long])
  const wrong = flagsOf(words).find((flag) => !known.includes(flag))
  const list = known.filter((flag) => flag?.startsWith('--')).join(', ')
  return wrong && `subnetkit ${command.name()} has no ${wrong}; it has ${list}`
}

function judgeSubnetkit(program: Command, words: readonly string[]): string | undefined {
  let command = program
  let rest = words
  while (rest.length > 0 && command.commands.length > 0 && !rest[0]!.startsWith('-')) {
    const name = rest[0]!
    // A place for any command, as in `subnetkit <command>`.
    if (!/^[a-z]/.test(name)) return undefined
    const inner = command.commands.find((each) => each.name() === name)
    if (!inner) {
      return `there is no command "${name}"; there are ${command.commands.map((each) => each.name()).join(', ')}`
    }
    command = inner
    rest = rest.slice(1)
  }
  return judgeFlags(command, rest)
}

/** What is wrong with a command line, or undefined. */
export function judgeCommand(file: string, words: readonly string[], known: Known): string | undefined {
  const [tool, first = '', ...rest] = words
  const script = (name: string): string | undefined =>
    /^[a-z]/.test(name) && !known.scriptsOf(file).has(name) ? `there is no script "${name}"` : undefined
  if (tool === 'subnetkit') return judgeSubnetkit(known.program, words.slice(1))
  if (tool === 'npx' && first === 'subnetkit') return judgeSubnetkit(known.program, rest)
  if (tool !== 'npm') return undefined
  if (first === 'run') return script(rest[0] ?? '')
  if (first !== 'start' && first !== 'test') return undefined
  const dashes = rest.indexOf('--')
  const flags = flagsOf(rest)
  if (first === 'start' && flags.length > 0 && dashes < 0)
    return `npm keeps ${flags[0]} for itself: write npm start -- ${flags[0]}`
  return (
    script(first) ??
    (first === 'start' ? judgeSubnetkit(known.program, ['up', ...rest.slice(dashes + 1)]) : undefined)
  )
}
