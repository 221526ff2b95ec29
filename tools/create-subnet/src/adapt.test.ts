import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { adaptSubnet } from './adapt.ts'
import { namesOf } from './names.ts'
import { registrySource } from './package-source.ts'
import { readTemplate, templates } from './template.ts'

const names = namesOf('weather', 'ada')
const text = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes)

describe.each([...templates])('from %s', (template) => {
  const files = adaptSubnet(readTemplate(template), template, names, {
    ...registrySource(),
    licence: 'EUPL-1.2',
  })

  it('has a manifest that depends on versions, under the new name', () => {
    const manifest = JSON.parse(text(files.get('package.json')))
    expect(manifest).toMatchObject({ name: '@ada/subnet-weather', license: 'EUPL-1.2' })
    const ranges = Object.values({
      ...manifest.dependencies,
      ...manifest.devDependencies,
      ...manifest.peerDependencies,
    })
    expect(ranges.length).toBeGreaterThan(3)
    for (const range of ranges) expect(range).toMatch(/^\^?\d+\.\d+/)
    expect(manifest.subnetkit.contract).toBe('./contract')
  })

  it('is called so in its contract, and nowhere by its old name', () => {
    expect(text(files.get('src/contract.ts'))).toContain("name: 'weather'")
    for (const [path, bytes] of files) {
      if (!/\.(?:ts|json|md|yml)$/.test(path)) continue
      expect(text(bytes), path).not.toContain(`@subnetkit/subnet-${template}`)
      expect(text(bytes), path).not.toContain('](../../')
      expect(text(bytes), path).not.toContain(`subnets/${template}`)
    }
  })

  it('declares what it imports, in tests too', () => {
    const { dependencies, devDependencies } = JSON.parse(text(files.get('package.json')))
    const declared = { ...dependencies, ...devDependencies }
    const undeclared = [...files]
      .filter(([path]) => path.endsWith('.ts'))
      .flatMap(([, bytes]) => ts.preProcessFile(text(bytes)).importedFiles)
      // The project round it has the test runner.
      .filter(({ fileName }) => !/^(?:\.|node:|vitest$)/.test(fileName))
      .map(({ fileName }) => /^(?:@[^/]+\/)?[^/]+/.exec(fileName)![0])
      .filter((name) => !(name in declared))
    expect([...new Set(undeclared)]).toEqual([])
  })

  it('brings nothing that reaches out of it', () => {
    for (const [path, bytes] of files) {
      if (path.endsWith('.ts')) expect(text(bytes), path).not.toMatch(/['"]\.\.\/\.\.\/\.\./)
    }
    expect([...files.keys()].filter((path) => /node_modules|dist\/|\.turbo/.test(path))).toEqual([])
  })
})

it('a blank subnet is three files of less than 150 lines in all', () => {
  const files = readTemplate('blank')
  const lines = ['contract', 'miner', 'validator'].map(
    (name) => text(files.get(`src/${name}.ts`)).split('\n').length,
  )
  expect(lines.reduce((sum, count) => sum + count, 0)).toBeLessThan(150)
})
