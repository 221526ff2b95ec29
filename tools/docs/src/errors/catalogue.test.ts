import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../root.ts'
import { readCatalogue } from './catalogue.ts'
import type { CatalogueEntry } from './error-page.ts'
import { catalogueFlaws } from './flaws.ts'
import { cataloguePages } from './pages.ts'
import { throwsTags } from './throws-tags.ts'

const entry: CatalogueEntry = {
  code: 'CODE_ONE',
  package: 'one',
  folder: 'packages/one',
  message: '{a} is wrong.',
  remedy: 'Correct it.',
  details: ['a'],
  thrownBy: [],
  raisedIn: ['packages/one/src/one.ts'],
}

test('the pages in docs/errors are those of the sources; otherwise type `npm run docs`', async () => {
  const catalogue = await readCatalogue()
  expect(catalogueFlaws(catalogue)).toEqual([])
  const pages = cataloguePages(catalogue)
  const folder = join(root, 'docs', 'errors')
  expect(readdirSync(folder).sort()).toEqual([...pages.keys()].sort())
  const stale = [...pages].filter(([name, text]) => readFileSync(join(folder, name), 'utf8') !== text)
  expect(stale.map(([name]) => `docs/errors/${name} is stale: type npm run docs`)).toEqual([])
})

test('the catalogue knows lists that lie apart, who throws, and what fills the texts', async () => {
  const catalogue = await readCatalogue()
  expect(catalogue.find(({ code }) => code === 'AMOUNT_INVALID')).toMatchObject({
    package: '@subnetkit/core',
    details: ['text'],
    thrownBy: expect.arrayContaining([{ name: 'parseTao', file: 'packages/core/src/units.ts' }]),
    raisedIn: ['packages/core/src/units.ts'],
  })
  expect(catalogue.map(({ code }) => code)).toEqual(
    expect.arrayContaining(['NAME_INVALID', 'PASSWORDS_DIFFER', 'AUTH_STALE', 'ENGINE_UNREACHABLE']),
  )
})

test('a code of two packages and a code that nothing makes are flaws; subnets may share one', () => {
  const other = { ...entry, package: 'two', folder: 'packages/two' }
  expect(catalogueFlaws([entry])).toEqual([])
  expect(catalogueFlaws([entry, other])).toHaveLength(2)
  expect(catalogueFlaws([{ ...entry, raisedIn: [] }])).toEqual([
    'CODE_ONE of one is made nowhere: delete it from its error list.',
  ])
  const subnets = ['a', 'b'].map((name) => ({ ...entry, package: name, folder: `subnets/${name}` }))
  expect(catalogueFlaws(subnets)).toEqual([])
  expect(catalogueFlaws([...subnets, entry])).toHaveLength(4)
})

test('@throws is read from functions, constants and members, and from nothing else', () => {
  const source = `
    /** Does. CODE_NOT here. @throws CODE_ONE when, CODE_TWO */
    export function one() {
      /** @throws CODE_INNER */
      const inner = () => 1
    }
    export interface Two {
      /** @throws CODE_ONE */
      three(): void
    }`
  expect([...throwsTags('x.ts', source)]).toEqual([
    [
      'CODE_ONE',
      [
        { name: 'one', file: 'x.ts' },
        { name: 'Two.three', file: 'x.ts' },
      ],
    ],
    ['CODE_TWO', [{ name: 'one', file: 'x.ts' }]],
    ['CODE_INNER', [{ name: 'inner', file: 'x.ts' }]],
  ])
})
