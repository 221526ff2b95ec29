import { TypeRegistry } from '@polkadot/types'
import { isSubnetkitError } from '@subnetkit/core'
import { chainErrors } from '../errors.ts'
import { hexBytes, type RuntimeView, runtimeView } from './runtime-view.ts'

/** The part of the connection that this file needs. */
export interface Rpc {
  readonly endpoint: string
  send<T>(method: string, params: readonly unknown[]): Promise<T>
}

interface Version {
  readonly specVersion: number
  readonly transactionVersion: number
}

/** The views of every runtime version met so far; a chain that upgrades itself is followed without reconnecting. */
export interface Runtimes {
  /** The view that holds at a block. */
  at(blockHash: string): Promise<RuntimeView>
}

const rememberedBlocks = 256

/** Metadata of the runtime at a block (the head when left out): V15, or V14 where the node knows no other. */
export async function fetchMetadata(rpc: Rpc, blockHash?: string): Promise<string> {
  const at = blockHash === undefined ? [] : [blockHash]
  try {
    // The argument is u32 15; the answer Option<Vec<u8>>.
    const answer = await rpc.send<string>('state_call', ['Metadata_metadata_at_version', '0x0f000000', ...at])
    const opaque = new TypeRegistry().createType('Option<Bytes>', hexBytes(answer))
    if (opaque.isSome) return `0x${Buffer.from(opaque.unwrap().toU8a(true)).toString('hex')}`
  } catch (error) {
    // A node without the API says so; anything else would go wrong below too.
    if (!isSubnetkitError(error, 'CHAIN_RPC')) throw error
  }
  return rpc.send<string>('state_getMetadata', at)
}

/** Follows the runtime versions of one chain. `first` is the view made at connecting. */
export function followRuntimes(rpc: Rpc, first: RuntimeView): Runtimes {
  const views = new Map<number, Promise<RuntimeView>>([[first.specVersion, Promise.resolve(first)]])
  const versions = new Map<string, Promise<Version>>()

  const versionAt = (blockHash: string): Promise<Version> => {
    const known = versions.get(blockHash)
    if (known) return known
    const version = rpc.send<Version>('state_getRuntimeVersion', [blockHash])
    versions.set(blockHash, version)
    version.catch(() => versions.delete(blockHash))
    if (versions.size > rememberedBlocks) versions.delete(versions.keys().next().value!)
    return version
  }

  return {
    async at(blockHash) {
      const { specVersion, transactionVersion } = await versionAt(blockHash)
      if (!Number.isInteger(specVersion)) {
        throw chainErrors.CHAIN_DECODE({ item: 'state_getRuntimeVersion', reason: 'specVersion is missing' })
      }
      const known = views.get(specVersion)
      if (known) return known
      const view = fetchMetadata(rpc, blockHash).then((metadata) =>
        runtimeView({ endpoint: rpc.endpoint, specVersion, transactionVersion, metadata }),
      )
      views.set(specVersion, view)
      view.catch(() => views.delete(specVersion))
      return view
    },
  }
}
