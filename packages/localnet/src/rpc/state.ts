import { stateOf } from '../chain.ts'
import type { Node } from '../node.ts'
import { blake2_256 } from '../runtime/hashing.ts'
import { runtimeVersion } from '../runtime/scale/block-types.ts'
import { bytes } from '../runtime/scale/composites.ts'
import { binaryToBytes, bytesToHex } from '../runtime/scale/hex.ts'
import { decode } from '../runtime/scale/type.ts'
import type { State } from '../state.ts'
import type { Method, Methods } from './method.ts'
import { bytesParam, hashParam, keyParam, listParam, numberParam, textParam } from './params.ts'
import { invalidParams } from './rpc-error.ts'

const nothing = new Uint8Array()
const maxPage = 1000
const maxKeys = 100_000
const keyHex = (key: string): string => bytesToHex(binaryToBytes(key))

/** Methods about the state and the runtime. */
export function stateMethods(node: Node): Methods {
  const { chain } = node
  const state = (hash: unknown): State => stateOf(chain.block(hashParam(hash)))
  const valueAt = (from: State, key: string): string | null => {
    const value = from.get(key)
    return value ? bytesToHex(value) : null
  }
  const version: Method = ([hash]) => {
    const given = decode(runtimeVersion, chain.call('Core_version', nothing, hashParam(hash)))
    return {
      specName: given.spec_name,
      implName: given.impl_name,
      authoringVersion: given.authoring_version,
      specVersion: given.spec_version,
      implVersion: given.impl_version,
      apis: given.apis,
      transactionVersion: given.transaction_version,
      stateVersion: given.system_version,
    }
  }
  const getStorage: Method = ([key, hash]) => valueAt(state(hash), keyParam(key))
  const keysPaged: Method = ([prefix, count, start, hash]) => {
    const limit = numberParam(count, 'count')
    if (limit > maxPage) throw invalidParams(`count exceeds maximum value, ${maxPage}`)
    const after = start === undefined || start === null ? undefined : keyParam(start, 'startKey')
    return take(state(hash).keys(keyParam(prefix ?? '0x', 'prefix'), after), limit).map(keyHex)
  }
  const allKeys = (prefix: unknown, from: State): string[] =>
    take(from.keys(keyParam(prefix ?? '0x', 'prefix')), maxKeys)
  const changesOf = (keys: readonly unknown[], from: State) =>
    keys.map((key) => [key, valueAt(from, keyParam(key))])
  const call: Method = ([name, data, hash]) =>
    bytesToHex(chain.call(textParam(name, 'name'), bytesParam(data ?? '0x', 'data'), hashParam(hash)))
  const unsubscribe: Method = ([id], session) => session.unsubscribe(id)
  const subscribeVersion: Method = (_params, session) =>
    session.subscribe('state_runtimeVersion', (push) => {
      push(version([], session))
      return () => {}
    })

  return {
    state_getMetadata: ([hash]) =>
      bytesToHex(decode(bytes, chain.call('Metadata_metadata', nothing, hashParam(hash)))),
    state_getRuntimeVersion: version,
    chain_getRuntimeVersion: version,
    state_subscribeRuntimeVersion: subscribeVersion,
    chain_subscribeRuntimeVersion: subscribeVersion,
    state_unsubscribeRuntimeVersion: unsubscribe,
    chain_unsubscribeRuntimeVersion: unsubscribe,
    state_getStorage: getStorage,
    state_getStorageAt: getStorage,
    state_getStorageSize: ([key, hash]) => state(hash).get(keyParam(key))?.length ?? null,
    state_getStorageHash: ([key, hash]) => {
      const value = state(hash).get(keyParam(key))
      return value ? bytesToHex(blake2_256(value)) : null
    },
    state_getKeysPaged: keysPaged,
    state_getKeysPagedAt: keysPaged,
    state_getKeys: ([prefix, hash]) => allKeys(prefix, state(hash)).map(keyHex),
    state_getPairs: ([prefix, hash]) => {
      const from = state(hash)
      return allKeys(prefix, from).map((key) => [keyHex(key), valueAt(from, key)])
    },
    state_queryStorageAt: ([keys, hash]) => {
      const block = chain.block(hashParam(hash))
      return [{ block: block.hash, changes: changesOf(listParam(keys, 'keys'), stateOf(block)) }]
    },
    state_queryStorage: ([keys, from, to]) =>
      queryRange(node, listParam(keys, 'keys'), hashParam(from), hashParam(to)),
    state_call: call,
    state_callAt: call,
    state_subscribeStorage: ([keys], session) => {
      const wanted = new Map(listParam(keys, 'keys').map((key) => [keyParam(key), key]))
      return session.subscribe('state_storage', (push) => {
        push({ block: chain.head.hash, changes: changesOf([...wanted.values()], stateOf(chain.head)) })
        return chain.onBlock((block) => {
          const changes = block.changes.flatMap(([key, value]) =>
            wanted.has(key) ? [[wanted.get(key), value ? bytesToHex(value) : null]] : [],
          )
          if (changes.length > 0) push({ block: block.hash, changes })
        })
      })
    },
    state_unsubscribeStorage: unsubscribe,
  }
}

/** What became of keys from one block to another: their values at first, then what changed in each block. */
function queryRange(
  { chain }: Node,
  keys: readonly unknown[],
  from: string | undefined,
  to: string | undefined,
) {
  const first = chain.block(from)
  const last = chain.block(to)
  const wanted = new Map(keys.map((key) => [keyParam(key), key]))
  const start = stateOf(first)
  const values = [...wanted].map(([key, asked]) => {
    const value = start.get(key)
    return [asked, value ? bytesToHex(value) : null]
  })
  const out: unknown[] = [{ block: first.hash, changes: values }]
  for (let number = first.number + 1; number <= last.number; number++) {
    const block = chain.at(number)!
    const changes = block.changes.flatMap(([key, value]) =>
      wanted.has(key) ? [[wanted.get(key), value ? bytesToHex(value) : null]] : [],
    )
    if (changes.length > 0) out.push({ block: block.hash, changes })
  }
  return out
}

function take(keys: Iterable<string>, count: number): string[] {
  const out: string[] = []
  if (count === 0) return out
  for (const key of keys) {
    out.push(key)
    if (out.length >= count) break
  }
  return out
}
