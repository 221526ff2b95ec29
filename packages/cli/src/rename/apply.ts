import { existsSync, mkdirSync, readdirSync, rmdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { cliErrors } from '../errors.ts'
import type { Edit } from './plan.ts'

function put(root: string, path: string, bytes: Buffer, mode: number): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), bytes, { mode })
}

/** Removes a file and the folders that it leaves empty. */
function take(root: string, path: string): void {
  rmSync(join(root, path), { force: true })
  for (let folder = dirname(path); folder !== '.'; folder = dirname(folder)) {
    if (!existsSync(join(root, folder))) continue
    if (readdirSync(join(root, folder)).length > 0) return
    rmdirSync(join(root, folder))
  }
}

/**
 * Makes all edits, or none: what fails half-way is undone, and Ctrl-C waits for the end.
 *
 * @param write how a file is written; tests have one that fails
 * @throws RENAME_UNDONE
 */
export function applyEdits(root: string, edits: readonly Edit[], write: typeof put = put): void {
  const wait = (): void => {}
  process.on('SIGINT', wait)
  process.on('SIGTERM', wait)
  const moved = edits.filter(({ from, to }) => from !== to)
  try {
    for (const { to, after, mode } of edits) write(root, to, after, mode)
    const written = new Set(edits.map(({ to }) => to))
    for (const { from } of moved) if (!written.has(from)) take(root, from)
  } catch (error) {
    for (const { to } of moved) take(root, to)
    for (const { from, before, mode } of edits) put(root, from, before, mode)
    throw cliErrors.RENAME_UNDONE({ problem: (error as Error).message })
  } finally {
    process.off('SIGINT', wait)
    process.off('SIGTERM', wait)
  }
}
