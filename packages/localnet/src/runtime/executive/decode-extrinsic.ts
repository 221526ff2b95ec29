import { isSubnetkitError } from '@subnetkit/core'
import { localnetErrors } from '../../errors.ts'
import type { RuntimeCall } from '../runtime-call.ts'
import { runtimeCall } from '../runtime-call.ts'
import { multiAddress, multiSignature } from '../scale/chain-types.ts'
import { Reader } from '../scale/reader.ts'
import type { OuterTypes, ValueOf } from '../scale/type.ts'
import { type Era, readEra } from './era.ts'

/** The signed part of an extrinsic. */
export interface ExtrinsicSignature {
  readonly address: ValueOf<typeof multiAddress>
  readonly signature: ValueOf<typeof multiSignature>
  readonly era: Era
  readonly nonce: number
  readonly tip: bigint
  /** CheckMetadataHash: the signer vouches for the metadata it used. */
  readonly metadataHash: boolean
  /** Era, nonce, tip and mode as they were signed. */
  readonly extra: Uint8Array
}

/** An extrinsic, taken apart. */
export interface DecodedExtrinsic {
  readonly signature: ExtrinsicSignature | undefined
  readonly call: RuntimeCall
  readonly callBytes: Uint8Array
  /** Bytes with the length in front: what the length fee counts. */
  readonly length: number
}

const signedV4 = 0x84
const bareV4 = 0x04
const maxNonce = 2 ** 32

/**
 * Takes an extrinsic apart; `bytes` without the length in front.
 *
 * @throws EXTRINSIC_INVALID, CALL_UNKNOWN
 */
export function decodeExtrinsic(bytes: Uint8Array, outer: OuterTypes): DecodedExtrinsic {
  const reader = new Reader(bytes, outer)
  try {
    const version = reader.integer(1)
    if (version !== signedV4 && version !== bareV4) {
      throw localnetErrors.EXTRINSIC_INVALID({ reason: `version byte ${version} is not 132 (signed) or 4.` })
    }
    const signature = version === signedV4 ? readSignature(reader) : undefined
    const start = reader.at
    const call = runtimeCall.read(reader)
    if (reader.left > 0)
      throw localnetErrors.EXTRINSIC_INVALID({ reason: `${reader.left} bytes are left over.` })
    const prefix = bytes.length < 64 ? 1 : bytes.length < 16384 ? 2 : 4
    return { signature, call, callBytes: bytes.subarray(start), length: bytes.length + prefix }
  } catch (error) {
    if (isSubnetkitError(error, 'SCALE_TRUNCATED') || isSubnetkitError(error, 'SCALE_INVALID')) {
      throw localnetErrors.EXTRINSIC_INVALID({ reason: error.message }, { cause: error })
    }
    throw error
  }
}

function readSignature(reader: Reader): ExtrinsicSignature {
  const address = multiAddress.read(reader)
  const signature = multiSignature.read(reader)
  const start = reader.at
  const first = reader.integer(1)
  const era = readEra(first, first === 0 ? 0 : reader.integer(1))
  const nonce = reader.compact()
  const tip = reader.compact()
  const mode = reader.integer(1)
  if (nonce >= maxNonce || tip >= 1n << 64n || mode > 1)
    throw reader.invalid('extrinsic', 'nonce, tip or mode')
  return {
    address,
    signature,
    era,
    nonce: Number(nonce),
    tip,
    metadataHash: mode === 1,
    extra: reader.bytes.slice(start, reader.at),
  }
}
