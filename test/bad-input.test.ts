import { copyFileSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type RunningCommand, root, start, subnetkit } from './command.ts'

const folder = (): string => mkdtempSync(join(tmpdir(), 'subnetkit-bad-'))
const server = createServer()
let port: number

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port
})
afterAll(() => server.close())

/** Ends with this exit code, names the code of the error, says what to do, and prints no result. */
async function refuses(
  command: RunningCommand,
  exitCode: number,
  code: string,
  remedy: RegExp,
): Promise<void> {
  expect(await command.ended, command.stderr()).toBe(exitCode)
  expect(command.stderr()).toContain(code)
  expect(command.stderr()).toMatch(remedy)
  // A neuron's log goes to standard output; a result would stand at the start of a line by itself.
  expect(command.stdout()).not.toMatch(/^\{$/m)
}

it('a port that is taken', { timeout: 60_000 }, async () => {
  const args = ['--port', String(port)]
  await refuses(subnetkit('up', '--subnets', 'text', '--dir', folder(), ...args), 1, 'PORT_TAKEN', /--port/)
  await refuses(subnetkit('localnet', ...args), 1, 'PORT_TAKEN', /--port/)
})

it('a subnet that nobody knows', { timeout: 60_000 }, async () => {
  const dir = ['--dir', folder(), '--port', '0']
  await refuses(subnetkit('up', '--subnets', 'nope', ...dir), 2, 'SUBNET_UNKNOWN', /Found: \w+/)
  await refuses(subnetkit('miner', '--subnet', 'nope'), 2, 'SUBNET_UNKNOWN', /subnetkit/)
})

it('a network that is not there', { timeout: 60_000 }, async () => {
  const network = ['--network', 'ws://127.0.0.1:9']
  await refuses(subnetkit('miner', '--subnet', 'text', ...network), 1, 'NETWORK_NOT_FOUND', /subnetkit up/)
})

it('options that do not go together, or do not exist', { timeout: 60_000 }, async () => {
  await refuses(subnetkit('up', '--keep'), 2, 'USAGE', /--help/)
  await refuses(subnetkit('up', '--epochs', 'many'), 2, '--epochs', /whole number/)
  await refuses(subnetkit('up', '--nope'), 2, '--nope', /--help/)
  await refuses(subnetkit('miner'), 2, 'USAGE', /--help/)
  await refuses(subnetkit('nope'), 2, 'nope', /--help/)
})

it('a model file that is missing or altered', { timeout: 120_000 }, async () => {
  const chain = subnetkit('localnet', '--port', '0', '--block-time', 'instant')
  const [url] = await chain.seen(/ws:\/\/127\.0\.0\.1:\d+/)
  const model = folder()
  const from = join(root, 'subnets/text/model')
  const manifest = readFileSync(join(from, 'manifest.json'), 'utf8')
  const file = (JSON.parse(manifest) as { file: string }).file
  for (const name of ['manifest.json', 'story-lm.tokenizer.json'])
    copyFileSync(join(from, name), join(model, name))
  const miner = (): RunningCommand =>
    // Subnet 1 of the local genesis exists; the miner joins it and then has to load its model.
    start(
      [
        'packages/cli/bin/subnetkit.mjs',
        'miner',
        '--subnet',
        'text',
        '--network',
        url,
        '--netuid',
        '1',
        '--wallet',
        'w',
        '--wallet-dir',
        model,
      ],
      { env: { ...process.env, MINER_MODEL: join(model, 'manifest.json') } },
    )
  await refuses(miner(), 1, 'MODEL_MISSING', /./)
  const bytes = readFileSync(join(from, file))
  bytes[bytes.length >> 1]! ^= 1
  writeFileSync(join(model, file), bytes)
  await refuses(miner(), 1, 'MODEL_ALTERED', /./)
  await chain.stop()
})

it('a wallet file that is corrupt', { timeout: 60_000 }, async () => {
  const file = join(folder(), 'hotkey')
  writeFileSync(file, '{"ss58Address": "5Grw')
  const command = subnetkit('wallet', 'show', file, '--json')
  expect(await command.ended).toBe(1)
  expect(JSON.parse(command.stdout())).toMatchObject({ code: 'WALLET_CORRUPT' })
})

it('help for a stranger: every command says what it does, with an example', {
  timeout: 120_000,
}, async () => {
  const overview = subnetkit('--help')
  expect(await overview.ended).toBe(0)
  const names = [...overview.stdout().matchAll(/^ {2}(\w+)\s/gm)].map(([, name]) => name!)
  expect(names).toEqual(
    expect.arrayContaining(['up', 'localnet', 'miner', 'validator', 'wallet', 'auth', 'epoch']),
  )
  for (const name of names.filter((one) => one !== 'help')) {
    const help = subnetkit(name, '--help')
    expect(await help.ended, name).toBe(0)
    expect(help.stdout(), name).toMatch(/Example|Usage: subnetkit \w+ \[options\] \[command\]/)
  }
})
