import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isSubnetkitError } from '@subnetkit/core'
import { expect, it } from 'vitest'
import { defaultSubnets, findSubnets } from './find-subnets.ts'
import { findSubnet, loadSubnet } from './load-subnet.ts'

const field = { contract: './contract', miner: './miner', validator: './validator' }

function place(root: string, folder: string, manifest: object): void {
  mkdirSync(join(root, folder), { recursive: true })
  writeFileSync(join(root, folder, 'package.json'), JSON.stringify(manifest))
}

function workspace(): string {
  const root = mkdtempSync(join(tmpdir(), 'subnetkit-find-'))
  writeFileSync(join(root, 'pnpm-workspace.yaml'), 'packages: [subnets/*]\n')
  place(root, 'subnets/sort', { name: '@you/subnet-sort', subnetkit: field })
  place(root, 'subnets/no-subnet', { name: '@you/other' })
  place(root, 'node_modules/@them/subnet-price', { name: '@them/subnet-price', subnetkit: field })
  place(root, 'node_modules/@them/subnet-sort', { name: '@them/subnet-sort', subnetkit: field })
  return root
}

it('finds subnets of the workspace first, then those installed, by their short names', () => {
  const found = findSubnets(workspace())
  const named = (name: string) => found.find((subnet) => subnet.name === name)?.packageName
  expect(named('sort')).toBe('@you/subnet-sort')
  expect(named('price')).toBe('@them/subnet-price')
  expect(named('other')).toBeUndefined()
})

it('runs those of the workspace when nobody names any, and the installed ones outside of one', () => {
  expect(defaultSubnets(workspace())).toEqual(['sort'])
  const empty = mkdtempSync(join(tmpdir(), 'subnetkit-find-'))
  place(empty, 'node_modules/@them/subnet-price', { name: '@them/subnet-price', subnetkit: field })
  expect(new Set(defaultSubnets(empty))).toEqual(new Set(['image', 'inference', 'price', 'text']))
})

it('finds them from a folder deep inside, and by npm name', () => {
  const deep = join(workspace(), 'subnets/sort')
  expect(findSubnet('@them/subnet-price', deep).name).toBe('price')
})

it('says what there is when a name is unknown', () => {
  try {
    findSubnet('nope', workspace())
    expect.unreachable()
  } catch (error) {
    expect(isSubnetkitError(error, 'SUBNET_UNKNOWN')).toBe(true)
    expect(String(error)).toContain('sort')
  }
})

it('loads the example subnet with its characters and the general ones', async () => {
  const subnet = await loadSubnet('text')
  expect(subnet.contract.name).toBe('text')
  for (const name of ['honest', 'lazy', 'copier', 'cheat'])
    expect(subnet.characters.has(name), name).toBe(true)
})
