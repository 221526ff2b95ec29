import type { PackageManifest } from './published-packages.ts'

/**
 * Packages so that each stands behind those that it needs: whoever installs while a release is uploaded finds all of
 * what they get. Those that need each other keep the order in which they came.
 */
export function publishOrder<T extends { readonly manifest: PackageManifest }>(packages: readonly T[]): T[] {
  const byName = new Map(packages.map((one) => [one.manifest.name, one]))
  const placed = new Set<T>()
  const visited = new Set<T>()
  const place = (one: T): void => {
    if (visited.has(one)) return
    visited.add(one)
    const { dependencies, optionalDependencies, peerDependencies } = one.manifest
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies })) {
      const needed = byName.get(name)
      if (needed) place(needed)
    }
    placed.add(one)
  }
  for (const one of packages) place(one)
  return [...placed]
}
