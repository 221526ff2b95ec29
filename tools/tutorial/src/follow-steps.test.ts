import { mkdtempSync, readFileSync, realpathSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { followSteps } from './follow-steps.ts'
import { newUserEnv } from './new-user.ts'
import { readSteps } from './read-steps.ts'

const fence = (info: string, text: string): string => `\`\`\`${info}\n${text}\n\`\`\`\n`

function follow(...fences: string[]): { folder: string; done: Promise<string> } {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'subnetkit-follow-')))
  const steps = readSteps('p.md', fences.join('\n'))
  return { folder, done: followSteps(steps, { page: 'p.md', folder, env: newUserEnv({ home: folder }) }) }
}

it('writes, runs, changes and looks, where cd has led', async () => {
  const { folder, done } = follow(
    fence('sh before', 'exit 9'),
    fence('sh', 'mkdir a\ncd a'),
    fence('md b.md', 'one\ntwo'),
    fence('diff', '--- a/b.md\n+++ b/b.md\n@@ -1,2 +1,2 @@\n one\n-two\n+three'),
    fence('sh', 'cat b.md'),
    fence('text', 'on…\nthree'),
  )
  expect(await done).toBe(join(folder, 'a'))
  expect(readFileSync(join(folder, 'a', 'b.md'), 'utf8')).toBe('one\nthree\n')
})

it.each([
  ['a command that fails, though another follows', 'STEP_FAILED', [fence('sh', 'false\ntrue')]],
  ['a diff of another file', 'STEP_FAILED', [fence('diff', '--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b')]],
  ['other output', 'OUTPUT_DIFFERS', [fence('sh', 'echo 1'), fence('text', '2')]],
])('stops at %s', async (_, code, fences) => {
  await expect(follow(...fences).done).rejects.toMatchObject({ code })
})

it('gives the reader nothing of the checkout', () => {
  const env = newUserEnv({ home: '/home/ada' })
  expect(env.PATH).not.toContain('node_modules')
  expect(
    Object.keys(env).filter((name) => /^(npm_(?!config_update)|VITEST|NODE_(?!EXTRA_CA))/.test(name)),
  ).toEqual([])
})
