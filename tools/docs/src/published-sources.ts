import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { publishedPackages } from '../../release/src/published-packages.ts'
import { root } from './root.ts'

/** A TypeScript source of a published package, tests left out. */
export interface PublishedSource {
  readonly package: string
  /** From the root, with slashes. */
  readonly file: string
  readonly text: string
}

/** Every source of every published package, by package and then by file. */
export function publishedSources(): PublishedSource[] {
  return publishedPackages(root).flatMap(({ path, manifest }) =>
    readdirSync(join(root, path, 'src'), { recursive: true, encoding: 'utf8' })
      .map((file) => `${path}/src/${file.replaceAll('\\', '/')}`)
      .filter((file) => file.endsWith('.ts') && !/\.test(-d)?\.ts$/.test(file))
      .sort()
      .map((file) => ({ package: manifest.name, file, text: readFileSync(join(root, file), 'utf8') })),
  )
}
