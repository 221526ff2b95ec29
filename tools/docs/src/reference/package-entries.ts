import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { publishedPackages } from '../../../release/src/published-packages.ts'
import { root } from '../root.ts'

/** An entry of a published package: what is imported, and the source behind it (from the root, with slashes). */
export interface PackageEntry {
  readonly name: string
  readonly file: string
}

/** Everything of the published packages that can be imported by name; programs, which export nothing, are left out. */
export function packageEntries(): PackageEntry[] {
  return publishedPackages(root).flatMap(({ path, manifest }) =>
    Object.entries(manifest.exports ?? {}).flatMap(([entry, target]) => {
      if (typeof target !== 'string' || !target.endsWith('.ts')) return []
      const file = `${path}/${target.replace('./', '')}`
      if (!/^export /m.test(readFileSync(join(root, file), 'utf8'))) return []
      return [{ name: manifest.name + entry.slice(1), file }]
    }),
  )
}
