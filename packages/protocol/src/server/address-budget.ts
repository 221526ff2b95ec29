import { isIPv6 } from 'node:net'
import { type Clock, systemClock } from '@subnetkit/core'

/** How many requests an address may make. */
export interface AddressBudgetOptions {
  /** Requests that an address gets back each second. */
  readonly perSecond: number
  /** Requests that it may make at once. */
  readonly burst: number
  /** The most addresses to remember. Default 10,000. */
  readonly addresses?: number
  readonly clock?: Clock
}

/** A token bucket an address. Requests that turn out to be verified are given back: only the others are limited. */
export interface AddressBudget {
  /** Takes one token; returns the seconds to wait when there is none. */
  take(address: string): number
  giveBack(address: string): void
}

/** The holder of an IPv6 address has at least the /64 around it, so that counts as one. */
export const addressKey = (address: string): string => {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '')
  if (!plain.includes(':') || !isIPv6(plain)) return plain
  const [head = '', tail] = plain.split('::')
  const front = head === '' ? [] : head.split(':')
  const back = tail ? tail.split(':') : []
  const zeros = tail === undefined ? [] : Array<string>(Math.max(0, 8 - front.length - back.length)).fill('0')
  return [...front, ...zeros, ...back].slice(0, 4).join(':')
}

/** Makes a budget of requests for every address, kept in memory. */
export function addressBudget(options: AddressBudgetOptions): AddressBudget {
  const { perSecond, burst, addresses = 10_000, clock = systemClock } = options
  const buckets = new Map<string, { tokens: number; atMs: number }>()
  const bucketOf = (address: string) => {
    const key = addressKey(address)
    const nowMs = clock.monotonicMs()
    const bucket = buckets.get(key) ?? { tokens: burst, atMs: nowMs }
    bucket.tokens = Math.min(burst, bucket.tokens + ((nowMs - bucket.atMs) / 1_000) * perSecond)
    bucket.atMs = nowMs
    // Put last, so that the first is the one that was away longest.
    buckets.delete(key)
    buckets.set(key, bucket)
    if (buckets.size > addresses) buckets.delete(buckets.keys().next().value!)
    return bucket
  }
  return {
    take(address) {
      const bucket = bucketOf(address)
      if (bucket.tokens < 1) return Math.ceil((1 - bucket.tokens) / perSecond)
      bucket.tokens -= 1
      return 0
    },
    giveBack(address) {
      const bucket = bucketOf(address)
      bucket.tokens = Math.min(burst, bucket.tokens + 1)
    },
  }
}
