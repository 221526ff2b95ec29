import type { Clock } from '@subnetkit/core'
import type { Block } from './block.ts'
import type { Chain } from './chain.ts'

/** Which block is final. One node cannot disagree with itself, so this is only about what clients expect. */
export interface Finality {
  readonly head: Block
  /** Calls back with each newly final head; gives what ends it. */
  onFinal(listener: (block: Block) => void): () => void
  stop(): void
}

/**
 * Milliseconds after which (at most twice as many) the head is final, unless another block comes first. Not at once: @polkadot/api loses the
 * status `inBlock` when `finalized` follows in the same tick.
 */
export const finalityDelayMs = 250

/** Follows a chain: a block is final when the next one is built, or a little later. */
export function followFinality(chain: Chain, clock: Clock): Finality {
  let head = chain.head
  const listeners = new Set<(block: Block) => void>()
  const stopped = new AbortController()

  const finalize = (block: Block | undefined): void => {
    if (!block || block.number <= head.number) return
    head = block
    for (const listener of [...listeners]) listener(block)
  }
  // One sleeper at a time: thousands of blocks a second must not mean thousands of timers.
  let asleep = false
  const finalizeLater = async (): Promise<void> => {
    if (asleep) return
    asleep = true
    for (let due = chain.head; due.number > head.number; due = chain.head) {
      await clock.sleep(finalityDelayMs, stopped.signal)
      finalize(due)
    }
    asleep = false
  }
  const end = chain.onBlock((block) => {
    finalize(chain.at(block.number - 1))
    // Only stop() ends the sleep, by aborting it.
    finalizeLater().catch(() => {})
  })

  return {
    get head() {
      return head
    },
    onFinal: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    stop: () => {
      end()
      stopped.abort(new Error('finality stopped'))
    },
  }
}
