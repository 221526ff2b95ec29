import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** All that tests write to the folder for temporary files goes into one of their own, and away with it at the end. */
export function setup() {
  const folder = mkdtempSync(join(tmpdir(), 'subnetkit-tests-'))
  process.env.TMPDIR = folder
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
}
