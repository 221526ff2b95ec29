import { Worker } from 'node:worker_threads'
import { hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { walletErrors } from '../errors.ts'

// libsodium's SENSITIVE limits for argon2i13 (those of argon2id are others), and the salt that every keyfile shares.
const parameters = {
  salt: hexToBytes('137183dff15a09bc9c90b5518739e9b1'),
  parallelism: 1,
  iterations: 8,
  memorySize: 524_288,
  hashLength: 32,
}

// Seen from src/files and from dist/files alike: the compiler does not copy it.
const workerUrl = new URL('../../src/files/argon2-worker.mjs', import.meta.url)

const derive = (password: string): Promise<Uint8Array> =>
  new Promise((resolve, reject) => {
    const fail = (reason: string) => reject(walletErrors.WALLET_DERIVATION_FAILED({ reason }))
    const worker = new Worker(workerUrl, {
      workerData: { ...parameters, password: utf8ToBytes(password) },
      execArgv: [],
    })
    worker.once('message', (key: Uint8Array) => resolve(key))
    worker.once('error', (error) => fail(error.message))
    worker.once('exit', (code) => fail(`the worker ended with code ${code}`))
  })

let last: Promise<unknown> = Promise.resolve()

/**
 * The secretbox key of a password: Argon2i v1.3 with 8 passes over 512 MiB, one to several seconds in a worker thread.
 * Callers queue, so that no two of them hold that memory at once.
 *
 * @throws WALLET_DERIVATION_FAILED
 */
export function naclKey(password: string): Promise<Uint8Array> {
  const key = last.then(() => derive(password))
  last = key.catch(() => undefined)
  return key
}
