import { existsSync, readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

/** Relative specifiers of `import … from`, `export … from`, `import '…'` and `import('…')`. */
const relative = /\b(?:from|import)\s*\(?\s*['"](\.{1,2}\/[^'"]+)['"]/g

/** The file itself and everything that it imports from its own package, directly or not. */
export function sourceFiles(entry: string): Set<string> {
  const files = new Set<string>()
  const visit = (file: string): void => {
    if (files.has(file) || !existsSync(file)) return
    files.add(file)
    if (!/\.[cm]?[jt]s$/.test(file)) return
    for (const [, specifier] of readFileSync(file, 'utf8').matchAll(relative)) {
      visit(resolve(dirname(file), specifier!))
    }
  }
  visit(entry)
  return files
}
