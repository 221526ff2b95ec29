import type { Names } from './names.ts'
import type { Files } from './template.ts'

interface Manifest {
  name: string
  private?: boolean
  scripts?: Record<string, string>
  dependencies?: Record<string, string>
  devDependencies?: Record<string, string>
  peerDependencies?: Record<string, string>
  [other: string]: unknown
}

const textFile = /\.(?:ts|mjs|json|md|ya?ml)$/
// As formatters have it: short lists on one line.
const tsconfig = `{
  "extends": "../../tsconfig.json",
  "include": ["src"]
}
`
const encode = (text: string): Uint8Array => new TextEncoder().encode(text)
const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)

/** How one subnet's words become another's. */
export function renamed(text: string, template: string, names: Names): string {
  return (
    text
      .replaceAll(`@subnetkit/subnet-${template}`, names.packageName)
      .replaceAll(`--subnets ${template}`, `--subnets ${names.subnet}`)
      .replaceAll(`--subnet ${template}`, `--subnet ${names.subnet}`)
      .replaceAll(`subnets/${template}`, `subnets/${names.subnet}`)
      // Links that leave the folder lead nowhere from a project of one's own.
      .replace(/\]\(\.\.\/\.\.\/packages\/([a-z]+)[^)]*\)/g, '](https://www.npmjs.com/package/@subnetkit/$1)')
      .replace(new RegExp(`(defineContract\\(\\{\\s*name: )'${template}'`), `$1'${names.subnet}'`)
  )
}

export interface AdaptOptions {
  /** The version of a package, ours or from outside. */
  readonly versionOf: (name: string) => string
  /** SPDX, where it is another than the template's. */
  readonly licence?: string
}

/**
 * A living subnet's files as those of another: its names, versions instead of the workspace's own words for them, and
 * nothing that only the workspace has.
 */
export function adaptSubnet(files: Files, template: string, names: Names, options: AdaptOptions): Files {
  const adapted: Files = new Map()
  for (const [path, bytes] of files) {
    if (path === 'tsconfig.json' || path === 'CHANGELOG.md') continue
    const target = path === `src/${template}.test.ts` ? `src/${names.subnet}.test.ts` : path
    if (path === 'package.json')
      adapted.set(path, encode(manifestOf(decode(bytes), template, names, options)))
    else adapted.set(target, textFile.test(path) ? encode(renamed(decode(bytes), template, names)) : bytes)
  }
  adapted.set('tsconfig.json', encode(tsconfig))
  return adapted
}

function manifestOf(
  text: string,
  template: string,
  names: Names,
  { versionOf, licence }: AdaptOptions,
): string {
  const manifest = JSON.parse(text) as Manifest
  const { publishConfig: _, sideEffects: __, files: ___, ...kept } = manifest
  const resolved = (of: Record<string, string> | undefined) =>
    of &&
    Object.fromEntries(
      Object.entries(of).map(([name, range]) => [
        name,
        /^(?:workspace|catalog):/.test(range) ? versionOf(name) : range,
      ]),
    )
  const { build: ____, ...scripts } = manifest.scripts ?? {}
  const result = {
    ...kept,
    name: names.packageName,
    version: '0.1.0',
    ...(licence === undefined ? {} : { license: licence }),
    private: true,
    scripts,
    dependencies: resolved(manifest.dependencies),
    devDependencies: resolved(manifest.devDependencies),
    ...(manifest.peerDependencies ? { peerDependencies: resolved(manifest.peerDependencies) } : {}),
  }
  return renamed(`${JSON.stringify(result, null, 2)}\n`, template, names)
}
