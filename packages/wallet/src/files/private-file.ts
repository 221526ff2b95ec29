import { randomBytes } from 'node:crypto'
import { constants } from 'node:fs'
import { type FileHandle, link, lstat, mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { walletErrors } from '../errors.ts'

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown'

const translated = (error: unknown, path: string): Error => {
  const code = codeOf(error)
  if (code === 'ENOENT' || code === 'ENOTDIR') return walletErrors.WALLET_NOT_FOUND({ path })
  if (code === 'ELOOP' || code === 'EMLINK') return walletErrors.WALLET_SYMLINK({ path })
  return walletErrors.WALLET_UNREADABLE({ path, reason: code })
}

/**
 * Reads a regular file of at most `limit` bytes; never follows a link at its end, never waits for a pipe.
 *
 * @throws WALLET_NOT_FOUND, WALLET_SYMLINK, WALLET_UNREADABLE, WALLET_CORRUPT (too large, or no regular file)
 */
export async function readPrivateFile(path: string, limit: number): Promise<Uint8Array> {
  let handle: FileHandle | undefined
  try {
    handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
    const status = await handle.stat()
    if (!status.isFile()) throw walletErrors.WALLET_CORRUPT({ path, reason: 'it is not a regular file' })
    // One byte more than allowed is asked for, since the file may grow after its size was looked at.
    const buffer = new Uint8Array(limit + 1)
    let filled = 0
    while (filled <= limit) {
      const { bytesRead } = await handle.read(buffer, filled, limit + 1 - filled)
      if (bytesRead === 0) break
      filled += bytesRead
    }
    if (filled > limit) {
      throw walletErrors.WALLET_CORRUPT({ path, reason: `it has more than ${limit} bytes` })
    }
    return buffer.slice(0, filled)
  } catch (error) {
    throw codeOf(error).startsWith('WALLET_') ? error : translated(error, path)
  } finally {
    await handle?.close()
  }
}

/** Whether anything, a link included, has this path. */
export async function pathExists(path: string): Promise<boolean> {
  try {
    await lstat(path)
    return true
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false
    throw translated(error, path)
  }
}

/** Throws WALLET_SYMLINK when a link lies at one of `paths`; what is absent is fine. */
export async function refuseLinks(...paths: string[]): Promise<void> {
  for (const path of paths) {
    const status = await lstat(path).catch(() => undefined)
    if (status?.isSymbolicLink()) throw walletErrors.WALLET_SYMLINK({ path })
  }
}

const syncFolder = async (path: string): Promise<void> => {
  const handle = await open(path, constants.O_RDONLY)
  // Some file systems cannot sync a folder; the rename is then as durable as they make it.
  await handle.sync().catch(() => undefined)
  await handle.close()
}

const moveIntoPlace = async (from: string, to: string, overwrite: boolean): Promise<void> => {
  if (overwrite) return rename(from, to)
  try {
    // Unlike rename, link fails when the name is taken, whoever took it in the meantime.
    await link(from, to)
    await rm(from)
  } catch (error) {
    if (codeOf(error) === 'EEXIST' || (await pathExists(to)))
      throw walletErrors.WALLET_KEY_EXISTS({ path: to })
    await rename(from, to)
  }
}

/**
 * Writes a file that only its owner may read (0600), whole or not at all: beside it, synced, then moved into place.
 * Missing folders are made 0700.
 *
 * @throws WALLET_KEY_EXISTS unless `overwrite`, WALLET_SYMLINK, WALLET_UNREADABLE
 */
export async function writePrivateFile(path: string, data: Uint8Array, overwrite = false): Promise<void> {
  const folder = dirname(path)
  const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await refuseLinks(folder, path)
    const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW
    const handle = await open(temporary, flags, 0o600)
    try {
      await handle.writeFile(data)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await moveIntoPlace(temporary, path, overwrite)
    await syncFolder(folder)
  } catch (error) {
    await rm(temporary, { force: true })
    throw codeOf(error).startsWith('WALLET_') ? error : translated(error, path)
  }
}
