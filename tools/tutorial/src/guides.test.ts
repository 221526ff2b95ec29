import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createModels } from '@subnetkit/models'
import type { AnyMiner, AnyValidator, Character } from '@subnetkit/neuron'
import { rehearse } from '@subnetkit/neuron/testing'
import type { Contract } from '@subnetkit/protocol'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { followSteps } from './follow-steps.ts'
import { newUserEnv } from './new-user.ts'
import { readSteps, type Step } from './read-steps.ts'

const guide = (name: string): Step[] =>
  readSteps(name, readFileSync(new URL(`../../../docs/guides/${name}`, import.meta.url), 'utf8'))
/** Below this package, so that the guides' imports find the workspace's packages; dist/ belongs to nobody's sources. */
const dist = fileURLToPath(new URL('../dist', import.meta.url))
const folder = join(dist, 'guides')
const source = join(folder, 'subnets', 'tours', 'src')

/** A guide's files without its commands. git takes the folder for one outside any repository. */
async function write(page: string): Promise<void> {
  const steps = guide(page).filter(({ kind }) => kind === 'write' || kind === 'change')
  const env = { ...newUserEnv({ home: folder }), GIT_CEILING_DIRECTORIES: dist }
  await followSteps(steps, { page, folder, env })
}

beforeAll(() => {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

it('has one command that is done beforehand, and every other fence is followed', () => {
  const kinds = [...guide('first-subnet.md'), ...guide('extending.md')].map(({ kind }) => kind)
  expect(kinds.filter((kind) => kind === 'before')).toHaveLength(1)
  expect(kinds.filter((kind) => kind === 'run').length).toBeGreaterThan(3)
})

it('builds a subnet of less than 150 lines', async () => {
  await write('first-subnet.md')
  const lines = ['contract', 'tour', 'miner', 'validator'].map(
    (name) => readFileSync(join(source, `${name}.ts`), 'utf8').split('\n').length - 1,
  )
  expect(lines.reduce((sum, count) => sum + count, 0)).toBeLessThan(150)
})

it('ends with a subnet that pays the better miner more and the cheats next to nothing', async () => {
  await write('extending.md')
  const load = (name: string) => import(/* @vite-ignore */ join(source, `${name}.ts`))
  const [{ contract }, { miner }, { validator }, { characters }] = (await Promise.all(
    ['contract', 'miner', 'validator', 'characters'].map(load),
  )) as [
    { contract: Contract },
    { miner: AnyMiner },
    { validator: AnyValidator },
    { characters: Character[] },
  ]
  const own = Object.fromEntries(characters.map((character) => [character.name, character]))
  const { scores, rounds, errors } = await rehearse({
    subnet: { contract, miner, validator },
    cast: { good: undefined, ...own },
    models: createModels(),
  })
  expect(errors).toEqual([])
  expect(Object.keys(scores).sort()).toEqual(['content', 'good', 'hasty', 'returner'])
  expect(scores.content).toBeLessThan(scores.good!)
  expect(scores.returner).toBeLessThan(scores.good! / 2)
  expect(scores.hasty).toBeLessThan(scores.good! / 20)
  for (const { findings } of rounds.at(-1)!.scores)
    expect(Object.keys(findings)).toEqual(['saved', 'seconds'])
})
