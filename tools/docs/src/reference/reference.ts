import { join } from 'node:path'
import { Application, type ProjectReflection } from 'typedoc'
import { root } from '../root.ts'
import { Complaints } from './complaints.ts'
import type { PackageEntry } from './package-entries.ts'
import { undocumented } from './undocumented.ts'

/** What the docstrings of the package entries say, and what they lack. */
export interface Reference {
  readonly app: Application
  readonly project: ProjectReflection
  /** Exported things without a docstring, and links of docstrings that lead nowhere. */
  readonly complaints: readonly string[]
}

/** Reads the docstrings of package entries with TypeDoc. */
export async function readReference(entries: readonly PackageEntry[]): Promise<Reference> {
  const app = await Application.bootstrapWithPlugins({
    entryPoints: entries.map(({ file }) => join(root, file)),
    tsconfig: join(root, 'tsconfig.json'),
    basePath: root,
    plugin: ['typedoc-plugin-markdown'],
    name: 'Reference',
    readme: 'none',
    logLevel: 'Warn',
    // tsc has its own test.
    skipErrorChecking: true,
    excludeInternal: true,
    excludePrivate: true,
    excludeExternals: true,
    disableGit: true,
    // Files and lines would make every page change with every line.
    disableSources: true,
    validation: { notExported: false, invalidLink: true, notDocumented: false },
  })
  const complaints = new Complaints()
  app.logger = complaints
  const project = await app.convert()
  if (!project) throw new Error(`TypeDoc cannot read the sources:\n${complaints.list.join('\n')}`)
  for (const module of project.children ?? []) {
    // TypeDoc calls a module after its file: here it is what one imports.
    const entry = entries.find(({ file }) => file.replace(/(\/index)?\.ts$/, '') === module.name)
    if (entry) module.name = entry.name
  }
  app.validate(project)
  return { app, project, complaints: [...complaints.list, ...undocumented(project)] }
}
