import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import type { Report } from '../packages/cli/src/index.ts'
import { subnetkit } from './command.ts'

const cast = fileURLToPath(new URL('./fixtures/every-character.json', import.meta.url))
const noWork = ['lazy', 'copier', 'collector', 'garbage']
const otherRule = ['greedy', 'warmer', 'over-claimer']

it('every character of the catalogue, at once: the useful are paid', { timeout: 300_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'subnetkit-characters-'))
  const flags = ['--subnets', 'text', '--epochs', '3', '--json', '--port', '0', '--seed', 'characters']
  const command = subnetkit('up', ...flags, '--dir', folder, '--characters', cast)
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
  for (const character of otherRule) expect(incentives(character)[0], character).toBeLessThan(honest / 4)
  for (const character of ['cheat', 'truncated']) expect(incentives(character)[0]).toBeLessThan(honest / 4)
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
})
