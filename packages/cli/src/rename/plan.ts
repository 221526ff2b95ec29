import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { cliErrors } from '../errors.ts'
import type { Rules } from './rules.ts'
import type { TrackedFile } from './tree.ts'

/** One file that changes, its place or its text. */
export interface Edit {
  readonly from: string
  readonly to: string
  readonly before: Buffer
  readonly after: Buffer
  readonly mode: number
}

/** Whose names are not ours to change: MIT asks to keep the holders of the copyright. */
const kept = /(?:^|\/)LICEN[CS]E(?:\.\w+)?$/

/** Also what does not survive decoding, such as Latin-1: it must not be written back. */
const isBinary = (bytes: Buffer): boolean =>
  bytes.subarray(0, 8_000).includes(0) || !Buffer.from(bytes.toString('utf8')).equals(bytes)

/**
 * All edits of a rename, before the first is made. Binary files move and are otherwise left as they are.
 *
 * @throws RENAME_TAKEN when a file would come to stand where another one does
 */
export function planEdits(root: string, files: readonly TrackedFile[], rules: Rules): Edit[] {
  const edits = files.flatMap(({ path, bytes, mode }): Edit[] => {
    const to = rules.path(path)
    const readable = !kept.test(path) && !isBinary(bytes)
    const text = readable ? bytes.toString('utf8') : ''
    const changed = readable ? rules.text(text, path) : ''
    const after = changed === text ? bytes : Buffer.from(changed)
    return to === path && after === bytes ? [] : [{ from: path, to, before: bytes, after, mode }]
  })
  const leaving = new Set(edits.filter(({ from, to }) => from !== to).map(({ from }) => from))
  const coming = new Set<string>()
  for (const { from, to } of edits) {
    const taken = from !== to && existsSync(join(root, to)) && !leaving.has(to)
    if (taken || coming.has(to)) throw cliErrors.RENAME_TAKEN({ path: to })
    coming.add(to)
  }
  return edits
}
