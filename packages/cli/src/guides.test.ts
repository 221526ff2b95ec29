import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { minerSettings, validatorSettings } from '@subnetkit/neuron'
import type { Command } from 'commander'
import { expect, it } from 'vitest'
import { createProgram } from './program.ts'

const guides = fileURLToPath(new URL('../../../docs/guides', import.meta.url))
const texts = new Map(
  readdirSync(guides).map((file) => [file, readFileSync(join(guides, file), 'utf8')] as const),
)

/** Lines of shell blocks, and code in the text, with what they call: `npm start -- …` is `subnetkit up …`. */
const lines = [...texts].flatMap(([file, text]) => {
  const blocks = [...text.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].flatMap(([, block = '']) =>
    block.split('\n'),
  )
  const inline = [...text.replace(/^```[\s\S]*?^```$/gm, '').matchAll(/`([^`]+)`/g)].map(
    ([, code = '']) => code,
  )
  return [...blocks, ...inline].flatMap((line) => {
    const called = line.replace(/\s#.*/, '').replace(/^(?:npm start --|npm start$)/, 'subnetkit up')
    const words = /^(?:npx )?subnetkit (.+)/.exec(called)?.[1]?.split(/\s+/)
    return words === undefined ? [] : [{ file, line, words }]
  })
})

const settings = { miner: minerSettings, validator: validatorSettings }

/** The flags that a command takes; those of a neuron are settings. */
function flagsOf(command: Command): string[] {
  const own = command.options.flatMap(({ long }) => long ?? [])
  const neuron = settings[command.name() as keyof typeof settings]
  const more = neuron ? Object.values(neuron).map(({ flag }) => `--${flag}`) : []
  return [...own, ...more, '--set', '--help']
}

/** The command that words name, and the words that are left. */
function commandOf(words: readonly string[]): { command: Command; rest: readonly string[] } | undefined {
  const find = (from: Command, name: string | undefined) => from.commands.find((one) => one.name() === name)
  const command = find(createProgram(), words[0])
  const inner = command && find(command, words[1])
  return inner ? { command: inner, rest: words.slice(2) } : command && { command, rest: words.slice(1) }
}

it('finds the lines that the guides tell people to type', () => {
  expect(lines.length).toBeGreaterThan(20)
})

it('a guide names commands and flags that exist', () => {
  const wrong = lines.flatMap(({ file, line, words }) => {
    // In running text a name may stand alone, as in `subnetkit miner`, or for several.
    if (!/^[a-z]/.test(words[0]!)) return []
    const found = commandOf(words)
    if (!found) return [`${file}: no command in: ${line}`]
    const flags = flagsOf(found.command)
    return found.rest
      .filter((word) => word.startsWith('--'))
      .map((word) => word.split('=')[0]!)
      .filter((flag) => !flags.includes(flag))
      .map((flag) => `${file}: ${found.command.name()} has no ${flag}: ${line}`)
  })
  expect(wrong).toEqual([])
})

it('the guide to the local network lists every flag of up', () => {
  const up = createProgram().commands.find((command) => command.name() === 'up')!
  const missing = up.options.filter(({ long }) => !texts.get('local.md')!.includes(`| \`${long}`))
  expect(missing.map(({ long }) => long)).toEqual([])
})
