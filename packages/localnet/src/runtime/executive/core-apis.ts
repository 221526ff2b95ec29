import { dispatchResult } from '../dispatch-error.ts'
import { toValidityError, transactionValidityError } from '../invalid-transaction.ts'
import { openContext } from '../open-context.ts'
import { uncheckedExtrinsic } from '../outer-types.ts'
import { auraStorage } from '../pallets/aura.ts'
import { systemStorage } from '../pallets/system-storage.ts'
import type { Runtime } from '../runtime.ts'
import { apiMethod, defineRuntimeApi, type RuntimeApi } from '../runtime-api.ts'
import { auraPublic, header, inherentData, runtimeVersion, slotDuration } from '../scale/block-types.ts'
import { accountId, h256 } from '../scale/chain-types.ts'
import { bytes, newtype, vec } from '../scale/composites.ts'
import { u32 } from '../scale/primitives.ts'
import { enumeration, option, result } from '../scale/variants.ts'
import { applyExtrinsic } from './apply-extrinsic.ts'
import { finalizeBlock, initializeBlock } from './block.ts'
import { decodeExtrinsic } from './decode-extrinsic.ts'
import { inherentExtrinsics } from './inherents.ts'
import { transactionSource, validateTransaction, validTransaction } from './validate-transaction.ts'

const inclusionMode = enumeration('sp_runtime::ExtrinsicInclusionMode', ['AllExtrinsics', 'OnlyInherents'])
const opaqueMetadata = newtype('sp_core::OpaqueMetadata', bytes)
/** Whether an extrinsic may be in the block, and if so whether its call succeeded. */
export const applyResult = result(dispatchResult, transactionValidityError)
export const validity = result(validTransaction, transactionValidityError)

/** Metadata versions that the runtime serves. */
export const metadataVersions = [14, 15] as const

/** The runtime APIs of Substrate by which a node builds blocks. `runtime` is asked only when called. */
export const coreApis = (runtime: () => Runtime): readonly RuntimeApi[] => [
  defineRuntimeApi('Core', 5, {
    version: apiMethod({}, runtimeVersion, () => runtime().version),
    initialize_block: apiMethod({ header }, inclusionMode, (chain, given) => {
      initializeBlock(runtime(), chain.state, given.header)
      return 'AllExtrinsics'
    }),
  }),
  defineRuntimeApi('Metadata', 2, {
    metadata: apiMethod({}, opaqueMetadata, () => runtime().metadata(14)),
    metadata_at_version: apiMethod({ version: u32 }, option(opaqueMetadata), (_chain, { version }) => {
      const known = metadataVersions.find((each) => each === version)
      return known && runtime().metadata(known)
    }),
    metadata_versions: apiMethod({}, vec(u32), () => [...metadataVersions]),
  }),
  defineRuntimeApi('BlockBuilder', 6, {
    apply_extrinsic: apiMethod({ extrinsic: uncheckedExtrinsic }, applyResult, ({ state }, { extrinsic }) => {
      try {
        const decoded = decodeExtrinsic(extrinsic, runtime().outer)
        const chain = openContext(state)
        const error = chain.transaction(() => applyExtrinsic(chain, decoded, extrinsic))
        const outcome = error
          ? { type: 'Err' as const, value: error }
          : { type: 'Ok' as const, value: undefined }
        return { type: 'Ok' as const, value: outcome }
      } catch (error) {
        return { type: 'Err' as const, value: toValidityError(error) }
      }
    }),
    finalize_block: apiMethod({}, header, ({ state }) => finalizeBlock(runtime(), state)),
    inherent_extrinsics: apiMethod(
      { inherent: inherentData },
      vec(uncheckedExtrinsic),
      (_chain, { inherent }) => inherentExtrinsics(runtime(), inherent),
    ),
  }),
  defineRuntimeApi('TaggedTransactionQueue', 3, {
    validate_transaction: apiMethod(
      { source: transactionSource, tx: uncheckedExtrinsic, block_hash: h256 },
      validity,
      ({ state }, { tx, block_hash: headHash }) => {
        const decoded = decodeExtrinsic(tx, runtime().outer)
        try {
          return { type: 'Ok' as const, value: validateTransaction(state, decoded, headHash) }
        } catch (error) {
          return { type: 'Err' as const, value: toValidityError(error) }
        }
      },
    ),
  }),
  defineRuntimeApi('AuraApi', 1, {
    slot_duration: apiMethod({}, slotDuration, () => BigInt(runtime().config.slotDurationMs)),
    authorities: apiMethod({}, vec(auraPublic), (chain) => auraStorage.Authorities.get(chain)),
  }),
  defineRuntimeApi('AccountNonceApi', 1, {
    account_nonce: apiMethod(
      { account: accountId },
      u32,
      (chain, { account }) => systemStorage.Account.get(chain, account).nonce,
    ),
  }),
]
