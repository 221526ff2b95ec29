import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cliErrors } from '../errors.ts'

/** Where one local network keeps its wallets and its validators' state. */
export interface NetworkFolder {
  readonly wallets: string
  stateFile(netuid: number, name: string): string
  /** Gives the folder back. */
  release(): void
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** The process that the lock names, when it still lives. A lock left behind by a killed process counts for nothing. */
function holder(lock: string): number | undefined {
  try {
    const pid = Number(readFileSync(lock, 'utf8'))
    return Number.isInteger(pid) && pid > 0 && isAlive(pid) ? pid : undefined
  } catch {
    return undefined
  }
}

/**
 * Takes a folder for one network and empties it: a new chain starts, so old wallets and scores mean nothing. Wallets
 * that people made in it by themselves (`subnetkit miner --wallet mine`) stay.
 *
 * @throws NETWORK_BUSY when a living process has it
 */
export function takeNetworkFolder(folder: string): NetworkFolder {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const lock = join(folder, 'lock')
  const pid = holder(lock)
  if (pid !== undefined && pid !== process.pid) throw cliErrors.NETWORK_BUSY({ pid, folder })
  rmSync(lock, { force: true })
  try {
    // Exclusive: of two that start at once, one fails here.
    writeFileSync(lock, String(process.pid), { flag: 'wx', mode: 0o600 })
  } catch (error) {
    throw cliErrors.NETWORK_BUSY({ pid: holder(lock) ?? 0, folder }, { cause: error })
  }
  for (const part of ['cast', 'state']) rmSync(join(folder, part), { recursive: true, force: true })
  const wallets = join(folder, 'cast')
  const state = join(folder, 'state')
  mkdirSync(wallets, { mode: 0o700 })
  mkdirSync(state, { mode: 0o700 })
  return {
    wallets,
    stateFile: (netuid, name) => join(state, `${netuid}-${name}.sqlite`),
    release: () => rmSync(lock, { force: true }),
  }
}
