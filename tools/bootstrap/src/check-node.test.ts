import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const folder = fileURLToPath(new URL('..', import.meta.url))

// The file runs before anything is installed, so it is plain JavaScript; a process of its own stands for the old Node.
function complaint(version: string): string {
  const code = `import { checkNode } from './check-node.mjs'; console.log(checkNode('${version}') ?? 'fine')`
  return spawnSync(process.execPath, ['--input-type=module', '-e', code], { cwd: folder, encoding: 'utf8' })
    .stdout
}

it.each(['20.19.0', '20.20.2', '22.0.0', '24.1.0'])('takes Node %s', (version) => {
  expect(complaint(version)).toBe('fine\n')
})

it.each(['18.20.4', '20.18.3', '16.0.0'])('refuses Node %s with a code and a remedy', (version) => {
  const text = complaint(version)
  expect(text).toContain('NODE_TOO_OLD')
  expect(text).toContain(version)
  expect(text).toContain('nodejs.org')
})

it('is checked before anything else happens', () => {
  const main = readFileSync(`${folder}/run.mjs`, 'utf8')
  expect(main.indexOf('checkNode(process')).toBeLessThan(main.indexOf('install()'))
})
