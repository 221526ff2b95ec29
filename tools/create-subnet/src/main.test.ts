import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const program = fileURLToPath(new URL('../bin/create-subnet.mjs', import.meta.url))

/** The command in a new folder; `act` may do something once it has said what it waits for. */
async function command(
  args: readonly string[],
  env = {},
  act?: (kill: (signal: NodeJS.Signals) => void) => void,
) {
  const folder = mkdtempSync(join(tmpdir(), 'subnetkit-create-'))
  mkdirSync(join(folder, 'taken'))
  const child = spawn(process.execPath, [program, ...args], { cwd: folder, env: { ...process.env, ...env } })
  let [stdout, stderr] = ['', '']
  child.stdout.on('data', (chunk) => {
    stdout += chunk
  })
  child.stderr.on('data', (chunk) => {
    stderr += chunk
    if (act && String(chunk).includes('Installing')) act((signal) => child.kill(signal))
  })
  const [code] = await once(child, 'close')
  return { code, stdout, stderr, left: readdirSync(folder) }
}

it.each([
  ['a netuid', ['12', '--yes'], /^NAME_INVALID: "12" .* that is a netuid/],
  ['a name that npm refuses', ['Weather', '--yes'], /^NAME_INVALID: /],
  ['a scope that npm refuses', ['weather', '--scope', 'A B', '--yes'], /^SCOPE_INVALID: /],
  ['no name', ['--yes'], /a name is needed/],
  ['a folder that is there', ['taken', '--yes', '--registry', 'http://127.0.0.1:9'], /^FOLDER_TAKEN: /],
  ['a registry that is no address', ['weather', '--yes', '--registry', 'npm'], /no http address/],
  ['a template that is not there', ['weather', '--yes', '--template', 'sound'], /Allowed choices are blank/],
  ['a project that is none', ['weather', '--yes', '--add'], /^NOT_A_PROJECT: /],
  ['packages for a project that has its own', ['maps', '--add', '--vendor', '.'], /cannot be used with/],
])('tells of %s in one error, and leaves nothing', async (_, args, error) => {
  const { code, stdout, stderr, left } = await command(args)
  expect(code).toBe(1)
  expect(stderr).toMatch(error)
  expect(stderr).not.toContain('    at ')
  expect(stdout).toBe('')
  expect(left).toEqual(['taken'])
})

it.each(['SIGINT', 'SIGTERM'] as const)('%s half-way leaves nothing', async (signal) => {
  let interrupt = (): void => {}
  // A registry that takes its time.
  const registry = createServer(() => interrupt()).listen(0, '127.0.0.1')
  await once(registry, 'listening')
  const url = `http://127.0.0.1:${(registry.address() as AddressInfo).port}/`
  const { code, stdout, stderr, left } = await command(
    ['weather', '--yes', '--no-git', '--registry', url],
    { npm_config_registry: url },
    (kill) => {
      interrupt = () => kill(signal)
    },
  )
  registry.close()
  registry.closeAllConnections()
  expect(stderr).toMatch(/^INTERRUPTED: /m)
  expect(code).toBe(1)
  expect(stdout).toBe('')
  expect(left).toEqual(['taken'])
})
