import { builtinModules } from 'node:module'
import ts from 'typescript'
import type { Finding } from '../finding.ts'
import type { Tarball } from '../tarball.ts'

const runs = /^(?:dist|bin)\/.*\.(?:[cm]?js|d\.[cm]?ts)$/
const builtin = new Set(builtinModules)

/** `@scope/name/deep` is `@scope/name`. */
const packageOf = (specifier: string): string => {
  const [first, second] = specifier.split('/')
  return specifier.startsWith('@') ? `${first}/${second}` : first!
}

/** Imports of packages that the manifest does not name: they are there in a checkout, and missing elsewhere. */
export function checkImports({ manifest, files }: Tarball): Finding[] {
  const declared = new Set([
    manifest.name,
    ...Object.keys({
      ...manifest.dependencies,
      ...manifest.peerDependencies,
      ...manifest.optionalDependencies,
    }),
  ])
  const findings: Finding[] = []
  for (const [path, bytes] of files) {
    if (!runs.test(path)) continue
    const { importedFiles } = ts.preProcessFile(Buffer.from(bytes).toString(), true, true)
    for (const { fileName } of importedFiles) {
      if (fileName.startsWith('.') || fileName.startsWith('node:') || builtin.has(fileName)) continue
      if (declared.has(packageOf(fileName))) continue
      findings.push({
        check: 'imports',
        package: manifest.name,
        problem: `${path} imports ${packageOf(fileName)}, which package.json does not name`,
      })
    }
  }
  return findings
}
