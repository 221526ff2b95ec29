import { isSubnetkitError } from '@subnetkit/core'
import { memoryNonceStore, type NonceStore, verifyRequest } from '@subnetkit/protocol'
import type { z } from 'zod'
import type { VerifyLine } from './line-shapes.ts'

/** One verdict; `error` is the protocol's class name and `code` ours. */
export interface Verdict {
  readonly ok: boolean
  readonly caller: { readonly hotkey: string; readonly nonce: string; readonly scheme: string } | null
  readonly error: string | null
  readonly code: string | null
  readonly message: string
}

/** Verifies lines of `subnetkit auth verify`. Lines that name the same store share it, others have a fresh one each. */
export function lineVerifier(): (line: z.output<typeof VerifyLine>) => Promise<Verdict> {
  const stores = new Map<string, NonceStore>()
  const storeOf = ({ store, storeRetention }: z.output<typeof VerifyLine>): NonceStore => {
    const known = store === undefined ? undefined : stores.get(store)
    if (known) return known
    const fresh = memoryNonceStore(storeRetention === undefined ? {} : { retentionSeconds: storeRetention })
    if (store !== undefined) stores.set(store, fresh)
    return fresh
  }
  return async (line) => {
    const { headers, method, path, bodyBase64: body = new Uint8Array(0), selfHotkey, expectedScheme } = line
    try {
      const { hotkey, nonce, scheme } = await verifyRequest({
        headers,
        method,
        path,
        body,
        selfHotkey,
        expectedScheme,
        nonceStore: storeOf(line),
        ...(line.nowNs === undefined ? {} : { nowNs: line.nowNs }),
        ...(line.maxAge === undefined ? {} : { maxAgeSeconds: line.maxAge }),
        ...(line.allowedSkew === undefined ? {} : { allowedSkewSeconds: line.allowedSkew }),
        ...(line.requireReceiver === undefined ? {} : { requireReceiver: line.requireReceiver }),
      })
      return {
        ok: true,
        caller: { hotkey, nonce: nonce.toString(), scheme },
        error: null,
        code: null,
        message: '',
      }
    } catch (error) {
      if (!isSubnetkitError(error) || error.details.protocolName === undefined) throw error
      const { code, message, details } = error
      return { ok: false, caller: null, error: String(details.protocolName), code, message }
    }
  }
}
