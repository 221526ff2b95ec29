import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  truncateSync,
  unlinkSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { isSubnetkitError } from '@subnetkit/core'
import type { Block } from './block.ts'
import type { Chain } from './chain.ts'
import { localnetErrors } from './errors.ts'
import { recordBlocks, replayRecorded } from './recording.ts'

/** The file of blocks in a state directory. */
export interface StateLog {
  close(): Promise<void>
}

const fileName = 'blocks.jsonl'
const lockName = 'lock'
const format = 1

/**
 * Opens the log of blocks in a directory: makes the blocks that it holds on `chain`, then appends each new one.
 * One JSON line a block, in the form of a recording, with its hash; so loading checks every block.
 *
 * A last line without end (the process was killed while writing) is dropped.
 *
 * @throws STATE_LOG_CORRUPT, STATE_LOG_FOREIGN, STATE_LOG_LOCKED
 */
export async function openStateLog(
  dir: string,
  chain: Chain,
  log: (message: string) => void,
): Promise<StateLog> {
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  const file = join(dir, fileName)
  const unlock = lock(join(dir, lockName), dir)
  try {
    load(file, chain, log)
    const descriptor = openSync(file, 'a', 0o600)
    if (chain.head.number === 0 && sizeIsZero(file)) {
      writeSync(descriptor, `${JSON.stringify({ format, genesisHash: chain.genesis.hash })}\n`)
    }
    const end = chain.onBlock((block) => writeSync(descriptor, `${JSON.stringify(lineOf(chain, block))}\n`))
    return {
      close: async () => {
        end()
        fsyncSync(descriptor)
        closeSync(descriptor)
        unlock()
      },
    }
  } catch (error) {
    unlock()
    throw error
  }
}

const sizeIsZero = (file: string): boolean => readFileSync(file).length === 0

const lineOf = (chain: Chain, block: Block) => ({
  number: block.number,
  hash: block.hash,
  ...recordBlocks(chain, block.number)[0],
})

/** Takes the directory for this process; a lock that a dead process left is taken over. */
function lock(path: string, dir: string): () => void {
  for (let attempt = 0; ; attempt++) {
    try {
      const descriptor = openSync(path, 'wx', 0o600)
      writeSync(descriptor, String(process.pid))
      closeSync(descriptor)
      return () => unlinkSync(path)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      const pid = Number(readFileSync(path, 'utf8'))
      if (attempt > 0 || isAlive(pid))
        throw localnetErrors.STATE_LOG_LOCKED({ file: dir, pid }, { cause: error })
      unlinkSync(path)
    }
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid < 1) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function load(file: string, chain: Chain, log: (message: string) => void): void {
  const text = readIfThere(file)
  if (text === '') return
  const complete = text.slice(0, text.lastIndexOf('\n') + 1)
  if (complete.length < text.length) {
    log(`${file}: the last line is incomplete and was dropped`)
    truncateSync(file, Buffer.byteLength(complete))
  }
  const [first, ...lines] = complete.split('\n').slice(0, -1)
  if (first === undefined) return
  checkHeader(file, parse(file, first, 1), chain.genesis.hash)
  for (const [index, line] of lines.entries())
    replayLine(file, chain, parse(file, line, index + 2), index + 2)
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return ''
    throw error
  }
}

function parse(file: string, line: string, number: number): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(line)
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>
  } catch (cause) {
    throw localnetErrors.STATE_LOG_CORRUPT({ file, line: number, reason: 'it is no JSON' }, { cause })
  }
  throw localnetErrors.STATE_LOG_CORRUPT({ file, line: number, reason: 'it is no object' })
}

function checkHeader(file: string, header: Record<string, unknown>, genesisHash: string): void {
  if (header.format !== format) {
    throw localnetErrors.STATE_LOG_CORRUPT({ file, line: 1, reason: `its format is not ${format}` })
  }
  if (header.genesisHash === genesisHash) return
  throw localnetErrors.STATE_LOG_FOREIGN({ file, found: String(header.genesisHash), expected: genesisHash })
}

function replayLine(file: string, chain: Chain, line: Record<string, unknown>, number: number): void {
  const corrupt = (reason: string, cause?: unknown) =>
    localnetErrors.STATE_LOG_CORRUPT({ file, line: number, reason }, { cause })
  const { extrinsics, timestamp, hash } = line
  const isList = Array.isArray(extrinsics) && extrinsics.every((each) => typeof each === 'string')
  if (!isList || typeof timestamp !== 'number') throw corrupt('it is no block')
  let made: string[]
  try {
    made = replayRecorded(chain, [{ extrinsics: extrinsics as string[], timestamp }])
  } catch (error) {
    if (isSubnetkitError(error)) throw corrupt(error.message, error)
    throw error
  }
  if (made[0] !== hash) throw corrupt(`the block has another hash, ${made[0]}`)
}
