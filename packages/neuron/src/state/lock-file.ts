import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'libsql'
import { neuronErrors } from '../errors.ts'

/**
 * Takes `path` for this opener alone and returns what gives it back. The lock is SQLite's own, on an empty database
 * beside the file: the system drops it with the process, so a kill -9 leaves nothing to clean up, and others may still
 * read the state.
 *
 * @throws STATE_LOCKED when somebody has it
 */
export function lockFile(path: string): () => void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const lock = new Database(`${path}.lock`)
  try {
    lock.exec('begin exclusive')
  } catch (error) {
    lock.close()
    throw neuronErrors.STATE_LOCKED({ path }, { cause: error })
  }
  return () => {
    lock.exec('rollback')
    lock.close()
  }
}
