import type { RuntimeCall } from './runtime-call.ts'

const isBatch = (call: RuntimeCall): boolean =>
  call.pallet === 'Utility' && ['batch', 'batch_all', 'force_batch'].includes(call.name)

/**
 * Subtensor's base call filter, without SafeMode: a batch must not directly contain another one.
 * Source: runtime/src/lib.rs, `NoNestingCallFilter`.
 */
export function passesCallFilter(call: RuntimeCall): boolean {
  if (!isBatch(call)) return true
  return !(call.args.calls as readonly RuntimeCall[]).some(isBatch)
}
