import { classOf, weightOf } from '../call-info.ts'
import { uncheckedExtrinsic } from '../outer-types.ts'
import { baseExtrinsicWeight } from '../pallets/system.ts'
import type { Runtime } from '../runtime.ts'
import { apiMethod, defineRuntimeApi, type RuntimeApi } from '../runtime-api.ts'
import { type RuntimeCall, runtimeCall } from '../runtime-call.ts'
import { dispatchClass, weight } from '../scale/chain-types.ts'
import { struct } from '../scale/composites.ts'
import { u32, u64 } from '../scale/primitives.ts'
import { option } from '../scale/variants.ts'
import { decodeExtrinsic } from './decode-extrinsic.ts'
import { inclusionFee, lengthFee, totalFee, weightFee } from './fees.ts'

export const dispatchInfo = struct(
  'pallet_transaction_payment::types::RuntimeDispatchInfo',
  { weight, class: dispatchClass, partial_fee: u64 },
  { Balance: u64, Weight: weight },
)
const inclusion = struct(
  'pallet_transaction_payment::types::InclusionFee',
  { base_fee: u64, len_fee: u64, adjusted_weight_fee: u64 },
  { Balance: u64 },
)
export const feeDetails = struct(
  'pallet_transaction_payment::types::FeeDetails',
  { inclusion_fee: option(inclusion), tip: u64 },
  { Balance: u64 },
)

const classes = { normal: 'Normal', operational: 'Operational', mandatory: 'Mandatory' } as const

const infoOf = (call: RuntimeCall, length: number) => ({
  weight: { ref_time: weightOf(call) + baseExtrinsicWeight, proof_size: 0n },
  class: classes[classOf(call)],
  partial_fee: totalFee(call, length),
})
const detailsOf = (call: RuntimeCall, length: number, tip: bigint) => ({
  inclusion_fee: inclusionFee(call, length),
  tip,
})

const conversions = {
  query_weight_to_fee: apiMethod({ weight }, u64, (_chain, given) => weightFee(given.weight.ref_time)),
  query_length_to_fee: apiMethod({ length: u32 }, u64, (_chain, { length }) => lengthFee(length)),
}

/** What transactions cost, for fee estimation; the signature need not be good. */
export const paymentApis = (runtime: () => Runtime): readonly RuntimeApi[] => [
  defineRuntimeApi('TransactionPaymentApi', 4, {
    query_info: apiMethod({ uxt: uncheckedExtrinsic, len: u32 }, dispatchInfo, (_chain, { uxt, len }) =>
      infoOf(decodeExtrinsic(uxt, runtime().outer).call, len),
    ),
    query_fee_details: apiMethod(
      { uxt: uncheckedExtrinsic, len: u32 },
      feeDetails,
      (_chain, { uxt, len }) => {
        const { call, signature } = decodeExtrinsic(uxt, runtime().outer)
        return detailsOf(call, len, signature?.tip ?? 0n)
      },
    ),
    ...conversions,
  }),
  defineRuntimeApi('TransactionPaymentCallApi', 3, {
    query_call_info: apiMethod({ call: runtimeCall, len: u32 }, dispatchInfo, (_chain, { call, len }) =>
      infoOf(call, len),
    ),
    query_call_fee_details: apiMethod({ call: runtimeCall, len: u32 }, feeDetails, (_chain, { call, len }) =>
      detailsOf(call, len, 0n),
    ),
    ...conversions,
  }),
]
