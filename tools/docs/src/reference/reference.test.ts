import { expect, test } from 'vitest'
import { packageEntries } from './package-entries.ts'
import { readReference } from './reference.ts'

test('every export of a package entry has a docstring, and its links resolve', {
  timeout: 240_000,
}, async () => {
  const entries = packageEntries()
  expect(entries.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['subnetkit', '@subnetkit/core', '@subnetkit/wallet/keys']),
  )
  // The first entry is one without docstrings: it shows that one would be seen.
  const undocumented = { name: 'fixture', file: 'tools/docs/fixtures/undocumented.ts' }
  const { complaints } = await readReference([undocumented, ...entries])
  expect(complaints).toEqual(['bare of fixture has no docstring: say what it is, where it is declared.'])
})
