import { localnetErrors } from '../errors.ts'
import { type Hasher, storagePrefix } from './hashing.ts'
import { binaryToBytes } from './scale/hex.ts'
import { Reader } from './scale/reader.ts'
import { decode, encode, type Ty, type ValueOf } from './scale/type.ts'
import type { HasState } from './state-view.ts'

/** A key's type and hasher: `[u16, identity]`. */
export type KeySpec<K = unknown> = readonly [type: Ty<K>, hasher: Hasher]

/** A storage item as declared, before it knows where it lives. `Q` is what reading gives: `V`, or `V | undefined`. */
export interface StorageDeclaration<K extends readonly unknown[], V, Q> {
  readonly keys: { readonly [I in keyof K]: KeySpec<K[I]> }
  readonly type: Ty<V>
  readonly fallback: Q
}

/** All beginnings of a list of keys. */
type Prefix<K extends readonly unknown[]> = K extends readonly [infer A, ...infer Rest]
  ? readonly [] | readonly [A, ...Prefix<Rest>]
  : readonly []

/** Reads and writes one storage item. Keys come first, in the order declared, then the value. */
export interface StorageItem<K extends readonly unknown[], V, Q> extends StorageDeclaration<K, V, Q> {
  readonly pallet: string
  readonly name: string
  /** The item's part of every key, as a binary string. */
  readonly prefix: string
  /** The whole key, or its beginning when fewer keys are given, as a binary string. */
  key(...keys: Prefix<K>): string
  /** The value, or the default; undefined where there is none. A fresh copy: changing it changes nothing stored. */
  get(chain: HasState, ...keys: K): Q
  set(chain: HasState, ...keysAndValue: readonly [...K, V]): void
  has(chain: HasState, ...keys: K): boolean
  remove(chain: HasState, ...keys: K): void
  /** Reads, then removes. */
  take(chain: HasState, ...keys: K): Q
  /** Reads, changes, writes; gives the new value. */
  mutate(chain: HasState, ...keysAndChange: readonly [...K, (value: Q) => V]): V
  /** What is stored below these keys, in the order of the storage keys: `[[key, …], value]`. */
  entries(chain: HasState, ...prefix: Prefix<K>): Iterable<[K, V]>
  /** Removes all that is stored below these keys; gives how many. */
  removePrefix(chain: HasState, ...prefix: Prefix<K>): number
}

/** A single value. Without `fallback` reading gives undefined until it is set (metadata: `Optional`). */
export function value<V>(type: Ty<V>): StorageDeclaration<[], V, V | undefined>
export function value<V>(type: Ty<V>, fallback: V): StorageDeclaration<[], V, V>
export function value<V>(type: Ty<V>, fallback?: V): StorageDeclaration<[], V, V | undefined> {
  return { keys: [], type, fallback }
}

/** A map: `map([u16, identity], bool, false)`. */
export function map<K, V>(key: KeySpec<K>, type: Ty<V>): StorageDeclaration<[K], V, V | undefined>
export function map<K, V>(key: KeySpec<K>, type: Ty<V>, fallback: V): StorageDeclaration<[K], V, V>
export function map<K, V>(
  key: KeySpec<K>,
  type: Ty<V>,
  fallback?: V,
): StorageDeclaration<[K], V, V | undefined> {
  return { keys: [key], type, fallback }
}

/** A map with two keys. */
export function doubleMap<A, B, V>(
  first: KeySpec<A>,
  second: KeySpec<B>,
  type: Ty<V>,
): StorageDeclaration<[A, B], V, V | undefined>
export function doubleMap<A, B, V>(
  first: KeySpec<A>,
  second: KeySpec<B>,
  type: Ty<V>,
  fallback: V,
): StorageDeclaration<[A, B], V, V>
export function doubleMap<A, B, V>(
  first: KeySpec<A>,
  second: KeySpec<B>,
  type: Ty<V>,
  fallback?: V,
): StorageDeclaration<[A, B], V, V | undefined> {
  return { keys: [first, second], type, fallback }
}

type KeyValues<S extends readonly KeySpec[]> = { -readonly [I in keyof S]: ValueOf<S[I][0]> }

/** A map with any number of keys. */
export function nMap<const S extends readonly KeySpec[], V>(
  keys: S,
  type: Ty<V>,
): StorageDeclaration<KeyValues<S>, V, V | undefined>
export function nMap<const S extends readonly KeySpec[], V>(
  keys: S,
  type: Ty<V>,
  fallback: V,
): StorageDeclaration<KeyValues<S>, V, V>
export function nMap<const S extends readonly KeySpec[], V>(
  keys: S,
  type: Ty<V>,
  fallback?: V,
): StorageDeclaration<KeyValues<S>, V, V | undefined> {
  return {
    keys: keys as unknown as { readonly [I in keyof KeyValues<S>]: KeySpec<KeyValues<S>[I]> },
    type,
    fallback,
  }
}

type ItemOf<D> = D extends StorageDeclaration<infer K, infer V, infer Q> ? StorageItem<K, V, Q> : never

/** A storage item of any type: what metadata and tools need. */
export interface AnyStorageItem {
  readonly pallet: string
  readonly name: string
  readonly prefix: string
  readonly keys: readonly KeySpec[]
  readonly type: Ty<unknown>
  readonly fallback: unknown
}

/** A declaration of any type. */
interface AnyDeclaration {
  readonly keys: readonly KeySpec[]
  readonly type: Ty<unknown>
  readonly fallback: unknown
}

/**
 * Declares the storage of a pallet. Declare it as a constant before the pallet, so that handlers can use it.
 *
 * @example
 * ```ts fragment
 * const storage = defineStorage('Commitments', {
 *   CommitmentOf: doubleMap([u16, identity], [accountId, twox64Concat], registration),
 *   MaxSpace: value(u32, 3100),
 * })
 * storage.CommitmentOf.set(chain, netuid, who, registration)
 * ```
 */
export function defineStorage<const D extends Readonly<Record<string, AnyDeclaration>>>(
  pallet: string,
  declarations: D,
): { readonly [N in keyof D]: ItemOf<D[N]> } {
  return Object.fromEntries(
    Object.entries(declarations).map(([name, declaration]) => [name, bind(pallet, name, declaration)]),
  ) as { readonly [N in keyof D]: ItemOf<D[N]> }
}

/** Hashed account keys are asked for over and over: a small cache spares most of the hashing. */
const hashedKeys = new Map<Hasher, Map<string, string>>()
const hashedKeysLimit = 20_000

function hashKey([type, hasher]: KeySpec, key: unknown): string {
  if (typeof key !== 'string') return hasher.hash(encode(type, key))
  const cache = hashedKeys.get(hasher) ?? new Map<string, string>()
  hashedKeys.set(hasher, cache)
  // Text of another type could look the same, so only account ids and hashes (same bytes as their hex) qualify.
  const cacheable = key.startsWith('0x') && type.leastSize * 2 + 2 === key.length
  const known = cacheable ? cache.get(key) : undefined
  if (known !== undefined) return known
  const hashed = hasher.hash(encode(type, key))
  if (cacheable) {
    if (cache.size >= hashedKeysLimit) cache.clear()
    cache.set(key, hashed)
  }
  return hashed
}

function bind(
  pallet: string,
  name: string,
  { keys: specs, type, fallback }: AnyDeclaration,
): StorageItem<readonly unknown[], unknown, unknown> {
  const prefix = storagePrefix(pallet, name)
  // Objects are decoded anew at each read, so that nobody changes the default by changing what they got.
  const fallbackBytes = typeof fallback === 'object' && fallback !== null ? encode(type, fallback) : undefined
  const none = () => (fallbackBytes ? decode(type, fallbackBytes) : fallback)

  const key = (...keys: readonly unknown[]): string => {
    let out = prefix
    for (let i = 0; i < keys.length; i++) out += hashKey(specs[i]!, keys[i])
    return out
  }
  const get = (chain: HasState, ...keys: readonly unknown[]): unknown => {
    const stored = chain.state.get(key(...keys))
    return stored ? decode(type, stored) : none()
  }
  const set = (chain: HasState, ...keysAndValue: readonly unknown[]): void => {
    if (keysAndValue.length !== specs.length + 1) {
      throw localnetErrors.SCALE_VALUE({
        value: `${keysAndValue.length} arguments`,
        type: `${pallet}.${name}`,
      })
    }
    chain.state.set(key(...keysAndValue.slice(0, -1)), encode(type, keysAndValue.at(-1)))
  }
  const remove = (chain: HasState, ...keys: readonly unknown[]): void => chain.state.delete(key(...keys))

  return {
    pallet,
    name,
    prefix,
    keys: specs,
    type,
    fallback,
    key: key as StorageItem<readonly unknown[], unknown, unknown>['key'],
    get,
    set,
    remove,
    has: (chain, ...keys) => chain.state.has(key(...keys)),
    take: (chain, ...keys) => {
      const taken = get(chain, ...keys)
      remove(chain, ...keys)
      return taken
    },
    mutate: (chain, ...keysAndChange) => {
      const keys = keysAndChange.slice(0, -1)
      const change = keysAndChange.at(-1) as (value: unknown) => unknown
      const changed = change(get(chain, ...keys))
      set(chain, ...keys, changed)
      return changed
    },
    *entries(chain, ...given) {
      for (const full of chain.state.keys(key(...given))) {
        const stored = chain.state.get(full)
        if (stored === undefined) continue
        yield [readKeys(specs, full, prefix.length), decode(type, stored)]
      }
    },
    removePrefix: (chain, ...given) => {
      const doomed = [...chain.state.keys(key(...given))]
      for (const full of doomed) chain.state.delete(full)
      return doomed.length
    },
  }
}

/** The keys of a full storage key: every hasher here leaves them readable behind its hash. */
function readKeys(specs: readonly KeySpec[], full: string, prefixLength: number): readonly unknown[] {
  const reader = new Reader(binaryToBytes(full.slice(prefixLength)))
  return specs.map(([type, hasher]) => {
    reader.at += hasher.length
    return type.read(reader)
  })
}
