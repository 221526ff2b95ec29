import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createErrors } from './errors.ts'
import { catalogVersions, type Files, isCheckout } from './template.ts'

/** Where a new project gets our packages from. */
export interface PackageSource {
  /** What a manifest says for a package, ours or from outside. */
  versionOf(name: string): string
  /** Files to put into the project: tarballs, where there is no registry that has them. */
  readonly files: Files
  /** Packages that must come from those files wherever they are named. */
  readonly overrides: Readonly<Record<string, string>>
}

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
const scope = '@subnetkit/'
const isOurs = (name: string): boolean => name === 'subnetkit' || name.startsWith(scope)

const fromOutside = (): ((name: string) => string) => {
  const versions = catalogVersions()
  return (name) => {
    const version = versions.get(name)
    if (version === undefined) throw new Error(`no version of ${name} is known`)
    // Another version computes other bits.
    return name.startsWith('onnxruntime-') ? version : `^${version}`
  }
}

/** Our packages in one range, since all of them have one version. */
export function sameSource(range: string): PackageSource {
  const outside = fromOutside()
  return { versionOf: (name) => (isOurs(name) ? range : outside(name)), files: new Map(), overrides: {} }
}

/** The published packages, of the same version as this one. */
export function registrySource(): PackageSource {
  const own = JSON.parse(readFileSync(at('../package.json'), 'utf8')) as { version: string }
  return sameSource(`^${own.version}`)
}

/**
 * The tarballs of the last rehearsal, which go into the project's `vendor/`.
 *
 * @throws PACKAGES_MISSING
 */
export function vendorSource(folder: string): PackageSource {
  const tarballs = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.tgz')) : []
  if (tarballs.length === 0) throw createErrors.PACKAGES_MISSING({ folder })
  const outside = fromOutside()
  const fileOf = new Map(
    tarballs.map((file) => {
      const bare = file.replace(/-\d+\.\d+\.\d+.*\.tgz$/, '')
      const inScope = scope.slice(1).replace('/', '-')
      return [bare.startsWith(inScope) ? `${scope}${bare.slice(inScope.length)}` : bare, file]
    }),
  )
  const wanted = [...fileOf].filter(([name]) => isOurs(name))
  return {
    versionOf(name) {
      if (!isOurs(name)) return outside(name)
      const file = fileOf.get(name)
      if (!file) throw createErrors.PACKAGES_MISSING({ folder: `${folder} for ${name}` })
      return `file:../../vendor/${file}`
    },
    files: new Map(wanted.map(([, file]) => [`vendor/${file}`, readFileSync(join(folder, file))])),
    overrides: Object.fromEntries(wanted.map(([name, file]) => [name, `file:./vendor/${file}`])),
  }
}

/** In a checkout the last rehearsal's tarballs, elsewhere the registry. */
export function usualSource(): PackageSource {
  return isCheckout ? vendorSource(at('../../../dist-packages')) : registrySource()
}
