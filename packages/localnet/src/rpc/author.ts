import { isSubnetkitError } from '@subnetkit/core'
import { finalityDelayMs } from '../finality.ts'
import type { Node } from '../node.ts'
import type { PoolListener, PoolStatus } from '../pool.ts'
import { poolRefusals } from '../pool-refusals.ts'
import { bytesToHex } from '../runtime/scale/hex.ts'
import { Reader } from '../runtime/scale/reader.ts'
import type { Methods } from './method.ts'
import { bytesParam } from './params.ts'

/** Methods that submit transactions. */
export function authorMethods({ pool, sealer, clock }: Node): Methods {
  const submit = (extrinsic: unknown, listener?: PoolListener): string => {
    const bytes = bytesParam(extrinsic, 'extrinsic')
    checkLength(bytes)
    try {
      const hash = pool.submit(bytes, listener)
      sealer.wake()
      return hash
    } catch (error) {
      if (isSubnetkitError(error)) throw poolRefusals.runtimeError(error.message)
      throw error
    }
  }
  return {
    author_submitExtrinsic: ([extrinsic]) => submit(extrinsic),
    author_pendingExtrinsics: () => pool.pending().map(bytesToHex),
    author_submitAndWatchExtrinsic: ([extrinsic], session) => {
      // Statuses may come before the client has its subscription's id.
      const early: PoolStatus[] = []
      let notify: (status: PoolStatus) => void = (status) => early.push(status)
      submit(extrinsic, (status) => notify(status))
      return session.subscribe('author_extrinsicUpdate', (push) => {
        const stopped = new AbortController()
        notify = (status) => {
          if (typeof status === 'string' || 'usurped' in status) return push(status)
          const { hash } = status.inBlock
          push({ inBlock: hash })
          // Later, and not in the same tick: @polkadot/api would lose inBlock.
          clock.sleep(finalityDelayMs, stopped.signal).then(
            () => push({ finalized: hash }),
            () => {},
          )
        }
        for (const status of early) notify(status)
        return () => stopped.abort(new Error('unsubscribed'))
      })
    },
    author_unwatchExtrinsic: ([id], session) => session.unsubscribe(id),
  }
}

/** An extrinsic comes with its length in front. */
function checkLength(bytes: Uint8Array): void {
  try {
    const reader = new Reader(bytes)
    if (reader.length() === reader.left) return
  } catch (error) {
    if (!isSubnetkitError(error)) throw error
  }
  throw poolRefusals.badFormat('the length in front is not the length')
}
