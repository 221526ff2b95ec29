import BTreeModule from 'sorted-btree'
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
export const emptyState = (): State => open(new BTree<string, Uint8Array>(undefined, order, 64))

function open(tree: Tree): State {
  const touched = new Set<string>()
  const layers: Undo[][] = []

  const change = (key: string, after: Uint8Array | undefined): void => {
    const before = tree.get(key)
    if (before === undefined && after === undefined) return
    layers.at(-1)?.push([key, before])
    touched.add(key)
    if (after === undefined) tree.delete(key)
    else tree.set(key, after)
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
      for (let i = layer.length - 1; i >= 0; i--) {
        const [key, before] = layer[i]!
        if (before === undefined) tree.delete(key)
        else tree.set(key, before)
      }
    },
    fork: () => open(tree.clone() as Tree),
    changes: () => [...touched].sort(order).map((key) => [key, tree.get(key)]),
  }
}
