import { rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type FileEntry, sha256Hex } from '@subnetkit/models'

/** Writes a file in one go, so that nobody reads half of it, and returns its entry for a manifest. */
export async function writeModelFile(folder: string, file: string, bytes: Uint8Array): Promise<FileEntry> {
  const path = join(folder, file)
  await writeFile(`${path}.new`, bytes)
  await rename(`${path}.new`, path)
  return { file, sha256: sha256Hex(bytes), bytes: bytes.length }
}

/** As UTF-8, with a line's end after it. */
export const utf8Line = (content: string): Uint8Array => new TextEncoder().encode(`${content}\n`)
