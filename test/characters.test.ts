import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { Report } from '../packages/cli/src/index.ts'
import { subnetkit } from './command.ts'

const casts = JSON.parse(
  readFileSync(new URL('./fixtures/every-character.json', import.meta.url), 'utf8'),
) as Record<string, readonly object[]>
const noWork = ['lazy', 'copier', 'collector', 'garbage']

/** Who works otherwise than asked, by what is left of an honest miner's incentive at most. */
const beaten: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  text: {
    ...{ cheat: 0.25, truncated: 0.25, greedy: 0.25, warmer: 0.25, 'over-claimer': 0.25 },
    ...{ cheaper: 0.25, quantised: 0.25 },
  },
  // The last three generate honestly, which is six tenths of the score.
  image: {
    ...{ cheat: 0.25, draughtsman: 0.25, 'one-seed': 0.25, cheaper: 0.25, quantised: 0.25 },
    ...{ bicubic: 0.9, sharpener: 0.95, blank: 1 },
  },
  inference: {
    ...{
      'batch-cheat': 0.25,
      'half-batch': 0.25,
      rounder: 0.25,
      coarse: 0.25,
      cheaper: 0.25,
      quantised: 0.25,
    },
  },
}

it.each(Object.keys(beaten))(
  '%s: every character of the catalogue, at once: the useful are paid',
  {
    timeout: 400_000,
  },
  async (name) => {
    const folder = mkdtempSync(join(tmpdir(), 'subnetkit-characters-'))
    const cast = join(folder, 'cast.json')
    writeFileSync(cast, JSON.stringify({ [name]: casts[name] }))
    const flags = ['--subnets', name, '--epochs', '3', '--json', '--port', '0', '--seed', 'characters']
    const command = subnetkit('up', ...flags, '--dir', join(folder, 'network'), '--characters', cast)
    expect(await command.ended, command.stderr().slice(-3000)).toBe(0)
    const { neurons } = (JSON.parse(command.stdout()) as Report).subnets[0]!
    const incentives = (character: string): number[] =>
      neurons
        .filter((neuron) => neuron.role === 'miner' && neuron.character === character)
        .map(({ incentive }) => incentive)
    const honest = Math.min(...incentives('honest'))

    for (const character of noWork) {
      expect(incentives(character), character).toHaveLength(1)
      // The cabal's miner is one of them: a fifth of the stake cannot lift it either.
      expect(incentives(character)[0], character).toBeLessThan(honest / 4)
    }
    for (const [character, share] of Object.entries(beaten[name]!)) {
      expect(incentives(character)[0], character).toBeLessThan(share * honest)
    }
    expect(incentives('slow')[0]).toBeGreaterThan(honest / 2)
    const sybils = incentives('sybil')
    expect(sybils).toHaveLength(2)
    expect(sybils[0]! + sybils[1]!).toBeLessThan(1.5 * honest)

    const validators = neurons.filter(({ role }) => role === 'validator')
    expect(validators.map(({ character }) => character).sort()).toEqual(
      ['bribed', 'cabal', 'honest', 'honest', 'idle', 'weight-copier'].sort(),
    )
    for (const { character, weights } of validators) expect(weights.length, character).toBeGreaterThan(0)
    const lazy = neurons.find(({ character }) => character === 'lazy')!
    const cabal = validators.find(({ character }) => character === 'cabal')!
    expect(cabal.coldkey).toBe(lazy.coldkey)
    expect(cabal.weights).toEqual([[lazy.uid, 65_535]])
  },
)
