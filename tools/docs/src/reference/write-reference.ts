import { rmSync } from 'node:fs'
import type { Reference } from './reference.ts'

/** Writes the reference as Markdown: one page for every package entry. */
export async function writeReference({ app, project }: Reference, folder: string): Promise<void> {
  rmSync(folder, { recursive: true, force: true })
  // The Markdown plugin adds its own options to those that TypeDoc types.
  const options = { outputFileStrategy: 'modules', entryFileName: 'README', hideBreadcrumbs: true } as object
  app.options.setValue('outputs', [{ name: 'markdown', path: folder, options }])
  await app.generateOutputs(project)
}
