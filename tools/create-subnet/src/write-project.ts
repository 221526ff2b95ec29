import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { createErrors } from './errors.ts'
import type { Files } from './template.ts'

/** Writes files below a folder. */
export function writeFiles(folder: string, files: Files): void {
  for (const [path, bytes] of files) {
    const file = join(folder, path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, bytes)
  }
}

/**
 * Makes a folder all or nothing: it is filled beside its place under another name, and moved there when `fill` is done.
 *
 * @throws FOLDER_TAKEN, and what `fill` throws, after which nothing is left
 */
export async function makeFolder(folder: string, fill: (draft: string) => Promise<void>): Promise<void> {
  if (existsSync(folder)) throw createErrors.FOLDER_TAKEN({ folder })
  mkdirSync(dirname(folder), { recursive: true })
  const draft = mkdtempSync(join(dirname(folder), `.${basename(folder)}-`))
  const remove = (): void => rmSync(draft, { recursive: true, force: true })
  process.on('exit', remove)
  try {
    await fill(draft)
    if (existsSync(folder)) throw createErrors.FOLDER_TAKEN({ folder })
    renameSync(draft, folder)
  } finally {
    remove()
    process.off('exit', remove)
  }
}
