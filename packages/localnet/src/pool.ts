import type { Block } from './block.ts'
import type { Rejected } from './block-builder.ts'
import type { Chain } from './chain.ts'
import { poolRefusals, refusalOf } from './pool-refusals.ts'
import { validity } from './runtime/executive/core-apis.ts'
import { blake2_256 } from './runtime/hashing.ts'
import { bytesToBinary, bytesToHex, concat, hexToBytes } from './runtime/scale/hex.ts'
import { decode } from './runtime/scale/type.ts'

/** What becomes of a transaction, as clients hear it. */
export type PoolStatus =
  | 'future'
  | 'ready'
  | 'invalid'
  | 'dropped'
  | { readonly usurped: string }
  | { readonly inBlock: Block }

export type PoolListener = (status: PoolStatus) => void

interface Entry {
  readonly hash: string
  readonly bytes: Uint8Array
  readonly priority: bigint
  /** Tags of transactions that must come first and have not been seen in a block. */
  readonly requires: Set<string>
  readonly provides: readonly string[]
  /** The last block that may hold it. */
  readonly lastBlock: bigint
  readonly order: number
  readonly listener: PoolListener | undefined
  isReady: boolean
}

/** Transactions that wait for a block, in nonce order. */
export interface Pool {
  readonly size: number
  /**
   * Takes a transaction in, with its length in front.
   *
   * @returns its hash
   * @throws RpcError 1010 (invalid), 1011 (unknown), 1013 (already here), 1014 (priority too low), 1016 (full)
   */
  submit(bytes: Uint8Array, listener?: PoolListener): string
  /** Ready transactions in the order in which a block takes them. They stay here until {@link settle}. */
  ready(): Uint8Array[]
  /** All transactions, ready ones first. */
  pending(): Uint8Array[]
  /** Removes what went into the block and what can no longer. */
  settle(block: Block, rejected: readonly Rejected[]): void
  /** Whether some transaction provides this tag. */
  provides(tag: Uint8Array): boolean
  /** Tells every waiting transaction that it is dropped. */
  clear(): void
}

const maxTransactions = 8192
const maxBytes = 20 * 1024 * 1024

/** Opens an empty pool over a chain. */
export function openPool(chain: Chain): Pool {
  const entries = new Map<string, Entry>()
  const byTag = new Map<string, Entry>()
  const waiting = new Map<string, Set<Entry>>()
  let order = 0
  let bytesHeld = 0

  const remove = (entry: Entry): void => {
    if (!entries.delete(entry.hash)) return
    bytesHeld -= entry.bytes.length
    for (const tag of entry.provides) if (byTag.get(tag) === entry) byTag.delete(tag)
    for (const tag of entry.requires) waiting.get(tag)?.delete(entry)
  }

  const canBeReady = (entry: Entry): boolean => [...entry.requires].every((tag) => byTag.get(tag)?.isReady)

  /** Makes a transaction ready when its turn has come, and then those that waited for it. */
  const promote = (first: Entry): void => {
    const stack = [first]
    for (let entry = stack.pop(); entry; entry = stack.pop()) {
      if (entry.isReady || !canBeReady(entry)) continue
      entry.isReady = true
      entry.listener?.('ready')
      for (const tag of entry.provides) stack.push(...(waiting.get(tag) ?? []))
    }
  }

  /** After transactions were lost: those that needed them must wait again. */
  const demote = (lost: readonly Entry[]): void => {
    const stack = [...lost]
    for (let entry = stack.pop(); entry; entry = stack.pop()) {
      for (const next of entry.provides.flatMap((tag) => [...(waiting.get(tag) ?? [])])) {
        if (!next.isReady || canBeReady(next)) continue
        next.isReady = false
        next.listener?.('future')
        stack.push(next)
      }
    }
  }

  const validate = (bytes: Uint8Array) => {
    const args = concat(Uint8Array.of(2), bytes, hexToBytes(chain.head.hash))
    const answer = decode(validity, chain.call('TaggedTransactionQueue_validate_transaction', args))
    if (answer.type === 'Err') throw refusalOf(answer.value)
    return answer.value
  }

  return {
    get size() {
      return entries.size
    },
    submit: (bytes, listener) => {
      const hash = bytesToHex(blake2_256(bytes))
      if (entries.has(hash)) throw poolRefusals.alreadyImported(hash)
      const valid = validate(bytes)
      const provides = valid.provides.map(bytesToBinary)
      const rivals = new Set(provides.flatMap((tag) => byTag.get(tag) ?? []))
      for (const rival of rivals) {
        if (rival.priority >= valid.priority)
          throw poolRefusals.priorityTooLow(rival.priority, valid.priority)
      }
      if (entries.size >= maxTransactions || bytesHeld + bytes.length > maxBytes) throw poolRefusals.full()
      for (const rival of rivals) {
        remove(rival)
        rival.listener?.({ usurped: hash })
      }
      const entry: Entry = {
        hash,
        bytes,
        priority: valid.priority,
        requires: new Set(valid.requires.map(bytesToBinary)),
        provides,
        lastBlock: BigInt(chain.head.number) + valid.longevity,
        order: order++,
        listener,
        isReady: false,
      }
      entries.set(hash, entry)
      for (const tag of provides) byTag.set(tag, entry)
      for (const tag of entry.requires) waiting.set(tag, (waiting.get(tag) ?? new Set()).add(entry))
      bytesHeld += bytes.length
      if (!canBeReady(entry)) listener?.('future')
      promote(entry)
      return hash
    },
    ready: () => inOrder([...entries.values()].filter((entry) => entry.isReady)).map(({ bytes }) => bytes),
    pending: () =>
      [...entries.values()].sort((a, b) => Number(b.isReady) - Number(a.isReady)).map(({ bytes }) => bytes),
    settle: (block, rejected) => {
      const find = (bytes: Uint8Array) => entries.get(bytesToHex(blake2_256(bytes))) ?? []
      const done = block.body.slice(block.inherents).flatMap(find)
      // A full block or a nonce that comes too early is no reason to give up.
      const refused = rejected.flatMap(({ extrinsic, error }) => (isTemporary(error) ? [] : find(extrinsic)))
      for (const entry of [...done, ...refused]) remove(entry)
      for (const tag of done.flatMap((entry) => entry.provides)) {
        for (const next of waiting.get(tag) ?? []) next.requires.delete(tag)
        waiting.delete(tag)
      }
      const expired = [...entries.values()].filter((entry) => entry.lastBlock <= BigInt(block.number))
      for (const entry of expired) remove(entry)
      for (const entry of done) entry.listener?.({ inBlock: block })
      for (const entry of [...refused, ...expired]) entry.listener?.('invalid')
      demote([...refused, ...expired])
      for (const entry of entries.values()) promote(entry)
    },
    provides: (tag) => byTag.has(bytesToBinary(tag)),
    clear: () => {
      for (const entry of [...entries.values()]) {
        remove(entry)
        entry.listener?.('dropped')
      }
    },
  }
}

/** `Invalid(Future)` or `Invalid(ExhaustsResources)`. */
const isTemporary = (error: Uint8Array): boolean => error[0] === 0 && (error[1] === 2 || error[1] === 6)

/** By priority, then by arrival, but never before what they require. */
function inOrder(entries: readonly Entry[]): Entry[] {
  const sorted = [...entries].sort((a, b) =>
    a.priority === b.priority ? a.order - b.order : a.priority > b.priority ? -1 : 1,
  )
  const providers = new Map(sorted.flatMap((entry) => entry.provides.map((tag) => [tag, entry] as const)))
  const waiting = new Map<string, Entry[]>()
  const missing = new Map<Entry, number>()
  for (const entry of sorted) {
    const tags = [...entry.requires].filter((tag) => providers.has(tag))
    missing.set(entry, tags.length)
    for (const tag of tags) waiting.set(tag, [...(waiting.get(tag) ?? []), entry])
  }
  const out: Entry[] = []
  for (const first of sorted) {
    if (missing.get(first) !== 0) continue
    const stack = [first]
    for (let entry = stack.pop(); entry; entry = stack.pop()) {
      missing.set(entry, -1)
      out.push(entry)
      for (const next of entry.provides.flatMap((tag) => waiting.get(tag) ?? [])) {
        const left = missing.get(next)! - 1
        missing.set(next, left)
        if (left === 0) stack.push(next)
      }
    }
  }
  return out
}
