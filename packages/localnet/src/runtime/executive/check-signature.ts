import { verifySignature } from '@subnetkit/wallet/keys'
import type { ChainContext } from '../chain-context.ts'
import { blake2_256 } from '../hashing.ts'
import { invalid, UnknownTransaction } from '../invalid-transaction.ts'
import { systemStorage } from '../pallets/system-storage.ts'
import { specVersion, transactionVersion } from '../runtime-config.ts'
import { type AccountId, zeroAccount } from '../scale/chain-types.ts'
import { bytesToBinary, concat, hexToBytes } from '../scale/hex.ts'
import { Writer } from '../scale/writer.ts'
import type { DecodedExtrinsic, ExtrinsicSignature } from './decode-extrinsic.ts'
import { eraBirth } from './era.ts'

/** Signatures that were found good: pool and block verify the same ones. */
const verified = new Set<string>()
const verifiedLimit = 10_000

/**
 * The account that signed an extrinsic.
 *
 * @throws InvalidTransaction BadProof (wrong key, wrong chain, wrong version, expired), AncientBirthBlock
 * @throws UnknownTransaction CannotLookup (an address that is no account id; a metadata hash, which nobody can check here)
 */
export function checkSignature(chain: ChainContext, extrinsic: DecodedExtrinsic): AccountId {
  const signed = extrinsic.signature
  if (!signed) throw new UnknownTransaction('NoUnsignedValidator')
  if (signed.address.type !== 'Id' || signed.metadataHash) throw new UnknownTransaction('CannotLookup')
  const who = signed.address.value
  const payload = signedPayload(chain, extrinsic.callBytes, signed)
  if (!verifyCached(who, signed, payload)) throw invalid('BadProof')
  return who
}

/** What the signer signed: the call, the extensions' bytes, and what they imply. Long payloads are hashed. */
function signedPayload(
  chain: ChainContext,
  callBytes: Uint8Array,
  { extra, era }: ExtrinsicSignature,
): Uint8Array {
  const birth = systemStorage.BlockHash.get(chain, eraBirth(era, chain.block))
  if (birth === zeroAccount) throw invalid('AncientBirthBlock')
  const implied = new Writer()
  implied.integer(specVersion, 4)
  implied.integer(transactionVersion, 4)
  implied.raw(hexToBytes(systemStorage.BlockHash.get(chain, 0)))
  implied.raw(hexToBytes(birth))
  implied.integer(0, 1)
  const payload = concat(callBytes, extra, implied.finish())
  return payload.length > 256 ? blake2_256(payload) : payload
}

function verifyCached(who: AccountId, { signature }: ExtrinsicSignature, payload: Uint8Array): boolean {
  // Ecdsa accounts cannot exist here: no wallet of Bittensor makes them.
  if (signature.type === 'Ecdsa') return false
  const publicKey = hexToBytes(who)
  const bytes = hexToBytes(signature.value)
  const id = signature.type + bytesToBinary(blake2_256(concat(publicKey, bytes, payload)))
  if (verified.has(id)) return true
  const scheme = signature.type === 'Sr25519' ? 'sr25519' : 'ed25519'
  if (!verifySignature({ scheme, publicKey, message: payload, signature: bytes })) return false
  if (verified.size >= verifiedLimit) verified.clear()
  verified.add(id)
  return true
}
