import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Finding } from '../finding.ts'

/** Licences that ask no more than to be named. */
const free = new Set([
  ...['MIT', 'MIT-0', 'ISC', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'BlueOak-1.0.0'],
  ...['CC0-1.0', 'CC-BY-3.0', 'CC-BY-4.0', 'Unlicense', 'Python-2.0', 'Zlib', 'WTFPL'],
])

/**
 * Optional dependencies of @polkadot/rpc-provider, for light clients. Nothing of ours imports them, they are not part of
 * our packages, and `npm install --omit=optional` leaves them out.
 */
const accepted = new Set([
  '@substrate/connect',
  '@substrate/connect-extension-protocol',
  '@substrate/connect-known-chains',
  'smoldot',
])

/**
 * What sharp brings for each platform holds libvips, under the LGPL: a library of its own that anybody may use and replace,
 * and that npm brings from its authors, not our packages.
 */
const libvips = /^@img\/sharp-/
const lesser = 'LGPL-3.0-or-later'

/** Whether an SPDX expression can be satisfied with free licences alone. */
export function isFree(expression: string, more?: string): boolean {
  const text = expression.replace(/[()]/g, ' ').trim()
  return text
    .split(/\s+OR\s+/i)
    .some((side) => side.split(/\s+AND\s+/i).every((one) => free.has(one.trim()) || one.trim() === more))
}

interface Installed {
  readonly name?: string
  readonly version?: string
  readonly license?: string | { readonly type?: string }
  readonly licenses?: readonly { readonly type?: string }[]
}

const licenceOf = ({ license, licenses }: Installed): string =>
  (typeof license === 'string' ? license : license?.type) ??
  licenses?.map(({ type }) => type).join(' OR ') ??
  'none'

/** Every package below a `node_modules` with its licence. */
export function* installedPackages(
  modules: string,
): Generator<{ name: string; version: string; licence: string }> {
  if (!existsSync(modules)) return
  for (const entry of readdirSync(modules, { withFileTypes: true })) {
    if (!entry.isDirectory() || entry.name.startsWith('.')) continue
    const folder = join(modules, entry.name)
    if (entry.name.startsWith('@')) {
      yield* installedPackages(folder)
      continue
    }
    const file = join(folder, 'package.json')
    if (existsSync(file)) {
      const found = JSON.parse(readFileSync(file, 'utf8')) as Installed
      yield { name: found.name ?? entry.name, version: found.version ?? '', licence: licenceOf(found) }
    }
    yield* installedPackages(join(folder, 'node_modules'))
  }
}

/** Whatever an installation brings under a licence that is not free to be used anywhere. */
export function checkLicences(modules: string): Finding[] {
  return [...installedPackages(modules)].flatMap(({ name, version, licence }) =>
    isFree(licence, libvips.test(name) ? lesser : undefined) || accepted.has(name)
      ? []
      : [{ check: 'licence', package: name, problem: `${name}@${version} is under "${licence}"` }],
  )
}
