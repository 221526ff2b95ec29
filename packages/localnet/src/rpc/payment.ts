import { isSubnetkitError } from '@subnetkit/core'
import type { Node } from '../node.ts'
import { poolRefusals } from '../pool-refusals.ts'
import { dispatchInfo, feeDetails } from '../runtime/executive/payment-apis.ts'
import { concat } from '../runtime/scale/hex.ts'
import { u32 } from '../runtime/scale/primitives.ts'
import { decode, encode } from '../runtime/scale/type.ts'
import type { Methods } from './method.ts'
import { bytesParam, hashParam } from './params.ts'

const numberOrHex = (value: bigint): string => `0x${value.toString(16)}`

/** Methods about fees. */
export function paymentMethods({ chain }: Node): Methods {
  const ask = (api: string, extrinsic: unknown, hash: unknown): Uint8Array => {
    const bytes = bytesParam(extrinsic, 'extrinsic')
    try {
      return chain.call(
        `TransactionPaymentApi_${api}`,
        concat(bytes, encode(u32, bytes.length)),
        hashParam(hash),
      )
    } catch (error) {
      if (isSubnetkitError(error, 'EXTRINSIC_INVALID') || isSubnetkitError(error, 'CALL_UNKNOWN')) {
        throw poolRefusals.runtimeError(error.message)
      }
      throw error
    }
  }
  return {
    payment_queryInfo: ([extrinsic, hash]) => {
      const info = decode(dispatchInfo, ask('query_info', extrinsic, hash))
      return {
        weight: { ref_time: Number(info.weight.ref_time), proof_size: Number(info.weight.proof_size) },
        class: info.class.toLowerCase(),
        partialFee: info.partial_fee.toString(),
      }
    },
    payment_queryFeeDetails: ([extrinsic, hash]) => {
      const { inclusion_fee: fee, tip } = decode(feeDetails, ask('query_fee_details', extrinsic, hash))
      return {
        inclusionFee: fee
          ? {
              baseFee: numberOrHex(fee.base_fee),
              lenFee: numberOrHex(fee.len_fee),
              adjustedWeightFee: numberOrHex(fee.adjusted_weight_fee),
            }
          : null,
        tip: numberOrHex(tip),
      }
    },
  }
}
