import BTreeModule from 'sorted-btree'
import { blake2_256 } from './runtime/hashing.ts'
import { binaryToBytes } from './runtime/scale/hex.ts'
import { Writer } from './runtime/scale/writer.ts'
import type { StateView } from './runtime/state-view.ts'

// The package is CommonJS: bundlers and Node give its class in different places.
const BTree = ('default' in BTreeModule ? BTreeModule.default : BTreeModule) as typeof BTreeModule.default

type Tree = InstanceType<typeof BTree<string, Uint8Array>>
type Undo = readonly [key: string, before: Uint8Array | undefined]

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** A state of the chain: ordered, forked in constant time, with nested layers that can be undone. */
export interface State extends StateView {
  /** A copy that shares what neither changes. */
  fork(): State
  readonly size: number
  /** The first key greater than `key`. */
  nextKey(key: string): string | undefined
  /** What has changed since this state was forked, in key order; undefined for what was removed. */
  changes(): [key: string, value: Uint8Array | undefined][]
}

/** A state without anything in it. */
export const emptyState = (): State =>
  open(new BTree<string, Uint8Array>(undefined, order, 64), new Uint8Array(32))

function open(tree: Tree, parentRoot: Uint8Array): State {
  /** What each key held when this state was forked, for the keys that were touched. */
  const base = new Map<string, Uint8Array | undefined>()
  const layers: Undo[][] = []
  let knownRoot: Uint8Array | undefined

  const change = (key: string, after: Uint8Array | undefined): void => {
    const before = tree.get(key)
    if (before === undefined && after === undefined) return
    knownRoot = undefined
    layers.at(-1)?.push([key, before])
    if (!base.has(key)) base.set(key, before)
    if (after === undefined) tree.delete(key)
    else tree.set(key, after)
  }
  const changes = (): [string, Uint8Array | undefined][] =>
    [...base]
      .map(([key, before]): [string, Uint8Array | undefined, Uint8Array | undefined] => [
        key,
        before,
        tree.get(key),
      ])
      .filter(([, before, after]) => !same(before, after))
      .sort(([a], [b]) => order(a, b))
      .map(([key, , after]) => [key, after])
  const root = (): Uint8Array => {
    knownRoot ??= diffRoot(parentRoot, changes())
    return knownRoot
  }

  return {
    get: (key) => tree.get(key),
    has: (key) => tree.has(key),
    set: change,
    delete: (key) => change(key, undefined),
    get size() {
      return tree.size
    },
    nextKey: (key) => tree.nextHigherKey(key),
    *keys(prefix, after) {
      let key: string | undefined =
        after !== undefined && after >= prefix
          ? tree.nextHigherKey(after)
          : tree.has(prefix)
            ? prefix
            : tree.nextHigherKey(prefix)
      while (key?.startsWith(prefix)) {
        yield key
        key = tree.nextHigherKey(key)
      }
    },
    begin: () => {
      layers.push([])
    },
    commit: () => {
      const layer = layers.pop()
      const below = layers.at(-1)
      // A loop, since a spread of many changes would overflow the stack.
      if (layer && below) for (const undo of layer) below.push(undo)
    },
    rollback: () => {
      const layer = layers.pop() ?? []
      knownRoot = undefined
      for (let i = layer.length - 1; i >= 0; i--) {
        const [key, before] = layer[i]!
        if (before === undefined) tree.delete(key)
        else tree.set(key, before)
      }
    },
    root,
    changes,
    fork: () => open(tree.clone() as Tree, root()),
  }
}

const same = (a: Uint8Array | undefined, b: Uint8Array | undefined): boolean =>
  a === b ||
  (a !== undefined && b !== undefined && a.length === b.length && a.every((byte, i) => byte === b[i]))

/**
 * The root of a state: Blake2-256 over the parent's root and the changes in key order, each as SCALE
 * `(Vec<u8>, Option<Vec<u8>>)`. Not Substrate's trie root, which no client checks and which would cost a hundred
 * times a block; but as deterministic.
 */
function diffRoot(parentRoot: Uint8Array, changes: readonly [string, Uint8Array | undefined][]): Uint8Array {
  if (changes.length === 0) return parentRoot
  const writer = new Writer()
  writer.raw(parentRoot)
  for (const [key, value] of changes) {
    writer.compact(key.length)
    writer.raw(binaryToBytes(key))
    writer.integer(value ? 1 : 0, 1)
    if (!value) continue
    writer.compact(value.length)
    writer.raw(value)
  }
  return blake2_256(writer.finish())
}
