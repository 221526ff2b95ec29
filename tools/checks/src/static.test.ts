import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const run = promisify(execFile)

async function output(command: string, args: string[]): Promise<string> {
  try {
    await run(process.execPath, [`${root}/node_modules/${command}`, ...args], { cwd: root, maxBuffer: 1e7 })
    return ''
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string }
    return `${stdout}${stderr}` || String(error)
  }
}

it('types hold in the whole workspace', { timeout: 240_000 }, async () => {
  expect(await output('typescript/bin/tsc', ['--noEmit'])).toBe('')
})

it('format and lint are clean', { timeout: 120_000 }, async () => {
  expect(await output('@biomejs/biome/bin/biome', ['check', '--error-on-warnings', '.'])).toBe('')
})
