import { type Clock, systemClock } from '@subnetkit/core'

/** Per clock, so that a test's clock does not push the real one ahead. */
const lastOf = new WeakMap<Clock, bigint>()

/**
 * Below a millisecond the system clock says nothing. Each process fills that with a number of its own, so that two
 * that share a hotkey hardly ever choose the same nonce.
 */
const salt = BigInt(crypto.getRandomValues(new Uint32Array(1))[0]! % 1_000_000)

/** The next nonce of this process: the clock in nanoseconds, unique and increasing. */
export function nextNonce(clock: Clock = systemClock): bigint {
  const now = clock.nowNs() + salt
  const last = lastOf.get(clock) ?? 0n
  const nonce = now > last ? now : last + 1n
  lastOf.set(clock, nonce)
  return nonce
}
