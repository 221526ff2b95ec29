import { mkdtempSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Report, ReportSubnet } from '../packages/cli/src/index.ts'
import { root, subnetkit } from './command.ts'

const names = ['text', 'image', 'inference']
const noWork = ['lazy', 'copier', 'garbage']

describe('subnetkit up --epochs 4 --json', () => {
  let report: Report
  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'subnetkit-three-'))
    const command = subnetkit(
      'up',
      '--epochs',
      '4',
      '--json',
      '--port',
      '0',
      '--seed',
      'three',
      '--dir',
      folder,
    )
    expect(await command.ended, command.stderr().slice(-3000)).toBe(0)
    report = JSON.parse(command.stdout()) as Report
  }, 400_000)

  const subnetOf = (name: string): ReportSubnet => report.subnets.find((subnet) => subnet.name === name)!
  const miners = (name: string) => subnetOf(name).neurons.filter(({ role }) => role === 'miner')
  const honestOf = (name: string): number[] =>
    miners(name).flatMap(({ character, incentive }) => (character === 'honest' ? incentive : []))

  it('runs all three subnets', () => {
    // Three, unless somebody has put more beside them.
    const there = readdirSync(join(root, 'subnets')).sort()
    expect(there).toEqual(expect.arrayContaining(names))
    expect(report.subnets.map(({ name }) => name).sort()).toEqual(there)
    for (const { epochs } of report.subnets) expect(epochs.length).toBeGreaterThanOrEqual(4)
    expect(report.ledger.tao.difference).toBe('0')
  })

  it.each(names)('%s: pays the useful and not the clever', (name) => {
    const total = miners(name).reduce((sum, { incentive }) => sum + incentive, 0)
    expect(honestOf(name)).toHaveLength(2)
    expect(honestOf(name).reduce((sum, one) => sum + one, 0) / total).toBeGreaterThanOrEqual(0.9)
    const least = Math.min(...honestOf(name))
    for (const { character, incentive } of miners(name)) {
      if (noWork.includes(character)) expect(incentive, character).toBeLessThan(least / 4)
    }
  })

  it.each(names)('%s: a cabal with a fifth of the stake cannot lift its miner', (name) => {
    const { neurons } = subnetOf(name)
    const cabal = neurons.find(({ character }) => character === 'cabal')!
    const favoured = miners(name).find(({ coldkey }) => coldkey === cabal.coldkey)!
    expect(cabal.weights).toEqual([[favoured.uid, 65_535]])
    expect(favoured.incentive).toBeLessThan(Math.min(...honestOf(name)) / 4)
    const honest = neurons.filter(({ role, character }) => role === 'validator' && character === 'honest')
    for (const { dividends } of honest) expect(dividends).toBeGreaterThan(cabal.dividends)
  })
})
