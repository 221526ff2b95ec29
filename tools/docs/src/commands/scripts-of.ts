import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { root } from '../root.ts'

/** The scripts of the root and of every package that a file lies in. */
export function scriptsOf(file: string): Set<string> {
  const names = new Set<string>()
  for (let folder = file; folder !== '.'; ) {
    folder = dirname(folder)
    try {
      const { scripts } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'))
      for (const name of Object.keys(scripts ?? {})) names.add(name)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    }
  }
  return names
}
