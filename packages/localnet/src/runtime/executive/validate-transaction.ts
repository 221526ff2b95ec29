import { classOf } from '../call-info.ts'
import { openContext } from '../open-context.ts'
import { systemStorage } from '../pallets/system-storage.ts'
import { type AccountId, accountId } from '../scale/chain-types.ts'
import { bytes, struct, tuple, vec } from '../scale/composites.ts'
import { bool, u32, u64 } from '../scale/primitives.ts'
import { encode, type ValueOf } from '../scale/type.ts'
import { enumeration } from '../scale/variants.ts'
import type { StateView } from '../state-view.ts'
import { checkExtrinsic } from './check-extrinsic.ts'
import type { DecodedExtrinsic } from './decode-extrinsic.ts'
import { eraDeath } from './era.ts'

export const transactionSource = enumeration('sp_runtime::transaction_validity::TransactionSource', [
  'InBlock',
  'Local',
  'External',
])

/** What the pool learns of a good transaction: when it may go in, and what it makes possible. */
export const validTransaction = struct('sp_runtime::transaction_validity::ValidTransaction', {
  priority: u64,
  requires: vec(bytes),
  provides: vec(bytes),
  longevity: u64,
  propagate: bool,
})

const nonceTag = (who: AccountId, nonce: number) => encode(tuple(accountId, u32), [who, nonce])
const forever = (1n << 64n) - 1n

/**
 * Judges a transaction as of the block after the head whose hash is given. Writes to `state`, so pass a fork.
 *
 * @throws InvalidTransaction, UnknownTransaction
 */
export function validateTransaction(
  state: StateView,
  extrinsic: DecodedExtrinsic,
  headHash: string,
): ValueOf<typeof validTransaction> {
  const chain = openContext(state)
  const head = chain.block
  // As block head + 1, so that mortal eras anchored at the head itself are known.
  systemStorage.Number.set(chain, head + 1)
  systemStorage.BlockHash.set(chain, head, headHash)
  const { who, accountNonce } = checkExtrinsic(chain, extrinsic)
  const { nonce, era } = extrinsic.signature!
  const death = eraDeath(era, head + 1)
  return {
    // Subtensor's priorities are flat: tips do not raise them.
    priority: classOf(extrinsic.call) === 'operational' ? 10_000_000_000n : 1n,
    requires: nonce > accountNonce ? [nonceTag(who, nonce - 1)] : [],
    provides: [nonceTag(who, nonce)],
    longevity: Number.isFinite(death) ? BigInt(Math.max(0, death - head - 1)) : forever,
    propagate: true,
  }
}
