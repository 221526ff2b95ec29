import type { BlockScratch } from '../block-scratch.ts'
import { classOf, paysOf, weightOf } from '../call-info.ts'
import type { ChainContext } from '../chain-context.ts'
import { type DispatchError, DispatchFailure } from '../dispatch-error.ts'
import { invalid, UnknownTransaction } from '../invalid-transaction.ts'
import { noneOrigin, signedOrigin } from '../origin.ts'
import type { CallOutcome } from '../pallet.ts'
import { baseExtrinsicWeight } from '../pallets/system.ts'
import { systemEvents, systemStorage } from '../pallets/system-storage.ts'
import { normalLength, normalRefTime } from '../runtime-config.ts'
import { checkExtrinsic } from './check-extrinsic.ts'
import type { DecodedExtrinsic } from './decode-extrinsic.ts'
import { settleFee, takeFee } from './fees.ts'

type Chain = ChainContext & { readonly scratch: BlockScratch }

/**
 * Runs an extrinsic in the block that is being built.
 *
 * @returns why its call failed, or undefined; a failed call still pays and stays in the block
 * @throws InvalidTransaction, UnknownTransaction when it must not be in the block; nothing has changed then
 */
export function applyExtrinsic(
  chain: Chain,
  extrinsic: DecodedExtrinsic,
  bytes: Uint8Array,
): DispatchError | undefined {
  const { scratch } = chain
  const weight = weightOf(extrinsic.call) + baseExtrinsicWeight
  const index = scratch.extrinsics.length
  const before = scratch.phase
  scratch.phase = { type: 'ApplyExtrinsic', value: index }
  try {
    const failed = extrinsic.signature
      ? applySigned(chain, extrinsic, weight)
      : applyInherent(chain, extrinsic, weight)
    scratch.extrinsics.push(bytes)
    if (classOf(extrinsic.call) !== 'mandatory') {
      scratch.refTime += weight
      scratch.length += extrinsic.length
    }
    return failed
  } finally {
    scratch.phase = before
  }
}

function applySigned(chain: Chain, extrinsic: DecodedExtrinsic, weight: bigint): DispatchError | undefined {
  const { scratch } = chain
  const { call } = extrinsic
  const { nonce, tip } = extrinsic.signature!
  const { who, accountNonce, fee } = checkExtrinsic(chain, extrinsic)
  if (nonce > accountNonce) throw invalid('Future')
  if (scratch.refTime + weight > normalRefTime || scratch.length + extrinsic.length > normalLength) {
    throw invalid('ExhaustsResources')
  }
  systemStorage.Account.mutate(chain, who, (account) => ({ ...account, nonce: account.nonce + 1 }))
  takeFee(chain, who, fee)
  const outcome = run(() => chain.dispatch(call, signedOrigin(who)))
  const free = 'pays' in outcome || paysOf(call) === 'no'
  settleFee(chain, { who, taken: fee, tip, refunded: 'pays' in outcome })
  return report(chain, call, outcome, free, weight)
}

function applyInherent(chain: Chain, extrinsic: DecodedExtrinsic, weight: bigint): DispatchError | undefined {
  const { call } = extrinsic
  if (classOf(call) !== 'mandatory') throw new UnknownTransaction('NoUnsignedValidator')
  const outcome = run(() => chain.dispatch(call, noneOrigin))
  if ('error' in outcome) throw invalid('BadMandatory')
  return report(chain, call, outcome, false, weight)
}

type Outcome = { readonly error: DispatchError } | CallOutcome | Record<string, never>

function run(body: () => CallOutcome | undefined): Outcome {
  try {
    return body() ?? {}
  } catch (error) {
    if (error instanceof DispatchFailure) return { error: error.error }
    throw error
  }
}

const className = { normal: 'Normal', operational: 'Operational', mandatory: 'Mandatory' } as const

function report(
  chain: Chain,
  call: DecodedExtrinsic['call'],
  outcome: Outcome,
  free: boolean,
  weight: bigint,
): DispatchError | undefined {
  const dispatchInfo = {
    weight: { ref_time: weight, proof_size: 0n },
    class: className[classOf(call)],
    pays_fee: free ? ('No' as const) : ('Yes' as const),
  }
  if ('error' in outcome) {
    chain.emit(systemEvents.ExtrinsicFailed({ dispatch_error: outcome.error, dispatch_info: dispatchInfo }))
    return outcome.error
  }
  chain.emit(systemEvents.ExtrinsicSuccess({ dispatch_info: dispatchInfo }))
  return undefined
}
