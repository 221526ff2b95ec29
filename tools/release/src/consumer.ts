import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { run } from './run.ts'
import type { Tarball } from './tarball.ts'

/** The TypeScript versions that we say we support. */
export const typescriptVersions = ['5.8', '5.9', '6.0'] as const

/** Somebody's project outside the workspace that depends on everything. */
export interface Consumer {
  readonly folder: string
  readonly modules: string
}

/** Entries of a package as an import names them: `@subnetkit/wallet/keys`. */
export function entriesOf({ manifest }: Tarball): string[] {
  return Object.keys(manifest.exports ?? {})
    .filter((entry) => entry !== './package.json')
    .map((entry) => manifest.name + entry.slice(1))
}

/** Programs, not modules: importing them runs them. */
const programs = new Set(['subnetkit/main', 'subnetkit/host'])

const write = (folder: string, name: string, value: object | string): void =>
  writeFileSync(join(folder, name), typeof value === 'string' ? value : `${JSON.stringify(value, null, 2)}\n`)

/** Installs every package from the registry with npm, as a stranger would. */
export async function installConsumer(
  folder: string,
  tarballs: readonly Tarball[],
  registry: string,
): Promise<Consumer> {
  mkdirSync(folder, { recursive: true })
  const packages = tarballs.map(({ manifest }) => [manifest.name, manifest.version])
  const compilers = typescriptVersions.map((version) => [
    `typescript-${version}`,
    `npm:typescript@~${version}.0`,
  ])
  write(folder, 'package.json', {
    name: 'consumer',
    private: true,
    type: 'module',
    dependencies: Object.fromEntries(packages),
    devDependencies: { ...Object.fromEntries(compilers), '@types/node': '20' },
  })
  write(folder, '.npmrc', `registry=${registry}/\nonnxruntime-node-install=skip\n`)
  // What somebody's own settings say of these two comes in by the environment, and goes before the file above.
  const flags = ['--registry', `${registry}/`, '--loglevel=error']
  await run('npm', ['install', '--no-audit', '--no-fund', ...flags], { cwd: folder })
  return { folder, modules: join(folder, 'node_modules') }
}

/** Imports every entry, as a module; and tells what CommonJS gets. */
export async function importEntries(
  { folder }: Consumer,
  tarballs: readonly Tarball[],
): Promise<{ entries: number; commonJs: string }> {
  const entries = tarballs.flatMap(entriesOf).filter((entry) => !programs.has(entry))
  const list = JSON.stringify(entries)
  write(
    folder,
    'entries.mjs',
    `for (const entry of ${list}) {
  const names = Object.keys(await import(entry))
  if (names.length === 0) throw new Error(entry + ' exports nothing')
}\nprocess.exit(0)\n`,
  )
  await run(process.execPath, ['entries.mjs'], { cwd: folder })
  write(
    folder,
    'entries.cjs',
    `let refused
for (const entry of ${list}) try { require(entry) } catch (error) { refused ??= entry + ': ' + error.code }
console.log(refused ? 'require() does not do (' + refused + '), await import() does: they are ES modules' : 'require() does too')\nprocess.exit(0)\n`,
  )
  const { stdout } = await run(process.execPath, ['entries.cjs'], { cwd: folder })
  return { entries: entries.length, commonJs: stdout.trim() }
}

/** Type-checks a program that touches every entry, under each supported TypeScript. */
export async function typeCheck({ folder }: Consumer, tarballs: readonly Tarball[]): Promise<void> {
  const entries = tarballs.flatMap(entriesOf)
  const lines = entries.map((entry, i) => `import * as entry${i} from '${entry}'`)
  const uses = `\nexport const all: object[] = [${entries.map((_, i) => `entry${i}`).join(', ')}]\n`
  const example = `
import { type Rao, raoPerTao } from '@subnetkit/core'
import { defineContract, json, post } from '@subnetkit/protocol'
import { z } from 'zod'
const Numbers = z.object({ numbers: z.array(z.number()) })
const contract = defineContract({
  name: 'sort',
  version: 1,
  routes: { sort: post('/v1/sort', { request: json(Numbers), response: json(Numbers) }) },
})
export const path: '/v1/sort' = contract.routes.sort.path
// @ts-expect-error there is no such route
contract.routes.other
export const one: Rao = raoPerTao
`
  write(folder, 'consumer.ts', lines.join('\n') + uses + example)
  write(folder, 'tsconfig.json', {
    compilerOptions: {
      ...{ target: 'ES2023', module: 'NodeNext', moduleResolution: 'NodeNext', strict: true },
      ...{ noEmit: true, skipLibCheck: true, types: ['node'] },
    },
    files: ['consumer.ts'],
  })
  for (const version of typescriptVersions) {
    const compiler = join('node_modules', `typescript-${version}`, 'bin', 'tsc')
    await run(process.execPath, [compiler, '-p', '.'], { cwd: folder })
  }
}

/** Runs a small network from what is installed, and gives how many miners earned. */
export async function runNetwork({ folder }: Consumer): Promise<number> {
  const args = ['subnetkit', 'up', '--subnets', 'text', '--epochs', '2', '--json', '--port', '0']
  const { stdout } = await run('npx', [...args, '--seed', 'rehearsal'], { cwd: folder })
  const report = JSON.parse(stdout) as { subnets: { neurons: { incentive: number }[] }[] }
  return report.subnets[0]!.neurons.filter(({ incentive }) => incentive > 0).length
}
