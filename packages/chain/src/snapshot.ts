import { chainErrors } from './errors.ts'
import type { Plain } from './runtime/plain.ts'
import type { RuntimeView } from './runtime/runtime-view.ts'
import type { Rpc, Runtimes } from './runtime/runtimes.ts'

/** One storage value to read: pallet, item, and its keys. */
export type StorageRead = readonly [pallet: string, item: string, ...keys: readonly unknown[]]

/** The state of the chain after one block: everything read through it is from that block. */
export interface Snapshot {
  readonly blockHash: string
  readonly runtime: RuntimeView
  /** One value; the runtime's default (or null) when nothing is stored. */
  storage(pallet: string, item: string, ...keys: readonly unknown[]): Promise<Plain>
  /** Many values in one round trip, in the order asked. */
  storageAll(reads: readonly StorageRead[]): Promise<Plain[]>
  /** A runtime API call, for example `SubnetInfoRuntimeApi`, `get_metagraph`. */
  call(api: string, method: string, ...args: readonly unknown[]): Promise<Plain>
  /** Whether the runtime has this storage item. */
  has(pallet: string, item: string): boolean
}

type ChangeSet = readonly { readonly changes: readonly (readonly [string, string | null])[] }[]

/** More keys than this are read in several requests; public nodes cap the size of one. */
const keysPerRequest = 1000

/** Pins reads to the block `blockHash`. */
export async function snapshotAt(rpc: Rpc, runtimes: Runtimes, blockHash: string): Promise<Snapshot> {
  const runtime = await runtimes.at(blockHash)

  const rawStorage = async (keys: readonly string[]): Promise<Map<string, string | null>> => {
    const chunks: string[][] = []
    for (let at = 0; at < keys.length; at += keysPerRequest) chunks.push(keys.slice(at, at + keysPerRequest))
    const answers = await Promise.all(
      chunks.map((chunk) => rpc.send<ChangeSet>('state_queryStorageAt', [chunk, blockHash])),
    )
    const values = new Map<string, string | null>()
    for (const [key, value] of answers.flat().flatMap(({ changes }) => changes)) values.set(key, value)
    return values
  }
  const storageAll = async (reads: readonly StorageRead[]): Promise<Plain[]> => {
    const keys = reads.map(([pallet, item, ...rest]) => runtime.storageKey(pallet, item, rest))
    const values = await rawStorage(keys)
    return reads.map(([pallet, item], at) =>
      runtime.decodeStorage(pallet, item, values.get(keys[at]!) ?? null),
    )
  }

  return {
    blockHash,
    runtime,
    has: runtime.has,
    storageAll,
    storage: async (...read) => (await storageAll([read]))[0]!,
    async call(api, method, ...args) {
      const data = runtime.encodeApiArguments(api, method, args)
      const answer = await rpc.send<unknown>('state_call', [`${api}_${method}`, data, blockHash])
      if (typeof answer !== 'string') {
        throw chainErrors.CHAIN_DECODE({ item: `${api}.${method}`, reason: 'hex was expected' })
      }
      return runtime.decodeApiResult(api, method, answer)
    },
  }
}
