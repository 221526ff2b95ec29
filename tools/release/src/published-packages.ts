import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What this tool reads of a `package.json`. */
export interface PackageManifest {
  readonly name: string
  readonly version: string
  readonly private?: boolean
  readonly dependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
  readonly exports?: Readonly<Record<string, unknown>>
  readonly bin?: Readonly<Record<string, string>>
  readonly license?: string
  readonly repository?: string | { readonly url?: string }
}

/** A package of this workspace that goes to npm. */
export interface PublishedPackage {
  /** From the root, with slashes: `packages/core`. */
  readonly path: string
  readonly manifest: PackageManifest
}

const rooms = ['packages', 'subnets', 'tools']

/** Every package of the workspace that is not private, by name. */
export function publishedPackages(root: string): PublishedPackage[] {
  const found = rooms.flatMap((room) =>
    readdirSync(join(root, room)).flatMap((folder): PublishedPackage[] => {
      let manifest: PackageManifest
      try {
        manifest = JSON.parse(readFileSync(join(root, room, folder, 'package.json'), 'utf8'))
      } catch {
        return []
      }
      return manifest.private ? [] : [{ path: `${room}/${folder}`, manifest }]
    }),
  )
  return found.sort((a, b) => (a.manifest.name < b.manifest.name ? -1 : 1))
}
