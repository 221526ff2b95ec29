import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { missingInReadme } from './readme.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))

const published = ['packages', 'subnets', 'tools']
  .flatMap((room) => readdirSync(join(root, room)).map((folder) => join(root, room, folder)))
  .filter((folder) => existsSync(join(folder, 'package.json')))
  .map((folder) => ({ folder, manifest: JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) }))
  .filter(({ manifest }) => !manifest.private)

it('finds packages to look at', () => {
  expect(published.length).toBeGreaterThan(10)
})

it.each(published)('the README of $manifest.name stands alone', ({ folder, manifest }) => {
  expect(missingInReadme(readFileSync(join(folder, 'README.md'), 'utf8'), manifest)).toEqual([])
})

describe('a README', () => {
  const manifest = { name: '@test/one', dependencies: { zod: '1' }, peerDependencies: { ws: '1' } }
  const sound = `# @test/one

It does one thing.

\`\`\`sh
npm install @test/one
\`\`\`

\`\`\`ts
import { one } from '@test/one'
\`\`\`

## Dependencies

\`zod\` checks. \`ws\` talks.
`

  it('that has everything passes', () => {
    expect(missingInReadme(sound, manifest)).toEqual([])
    const create = sound.replace('npm install @test/one', 'npm create one my-own')
    expect(missingInReadme(create, { ...manifest, name: 'create-one' })).toEqual([])
  })

  it.each([
    ['an opening', 'It does one thing.\n\n', '', 'a title, and below it what the package is'],
    [
      'its install line',
      'npm install @test/one',
      'npm install @test/one-more',
      'a block with `npm install @test/one`',
    ],
    ['an example', "import { one } from '@test/one'", '', 'an example'],
    ['the section', '## Dependencies', '## Thanks', 'the section "## Dependencies"'],
    ['a dependency', '`zod`', 'zod', 'why it needs `zod`'],
    ['a peer dependency', '`ws`', 'ws', 'why it needs `ws`'],
    ['a dependency, named elsewhere only', '`zod` checks. ', '## Thanks\n\n`zod`. ', 'why it needs `zod`'],
  ])('without %s is refused', (_, part, instead, problem) => {
    expect(missingInReadme(sound.replace(part, instead), manifest)).toContain(problem)
  })
})
