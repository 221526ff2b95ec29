// Plain JavaScript, so that a worker thread can start it both in a checkout and in the published package.
import { parentPort, workerData } from 'node:worker_threads'
import { argon2i } from 'hash-wasm'

parentPort?.postMessage(await argon2i({ ...workerData, outputType: 'binary' }))
