import { boundedBytes, boundedVec } from '../../scale/chain-types.ts'
import { byteArray, struct } from '../../scale/composites.ts'
import { u32, u64 } from '../../scale/primitives.ts'
import type { ValueOf } from '../../scale/type.ts'
import { type Arm, arm, variant } from '../../scale/variants.ts'

/** Raw0 to Raw128: bytes whose number is part of the variant. */
const raw = Object.fromEntries(
  Array.from({ length: 129 }, (_, size): [string, Arm<readonly [ReturnType<typeof byteArray>]>] => [
    `Raw${size}`,
    arm(size + 1, [byteArray(size)]),
  ]),
)

const other = {
  BlakeTwo256: arm(130, [byteArray(32)]),
  Sha256: arm(131, [byteArray(32)]),
  Keccak256: arm(132, [byteArray(32)]),
  ShaThree256: arm(133, [byteArray(32)]),
  /** Opened when drand publishes the round. */
  TimelockEncrypted: arm(134, { encrypted: boundedBytes, reveal_round: u64 }),
  /** Clears the hotkey's bonds, where the subnet allows that. */
  ResetBondsFlag: arm(135),
  BigRaw: arm(136, [boundedBytes]),
}

/** One field of a commitment. Source: pallets/commitments, types.rs. */
export const data = variant('pallet_commitments::types::Data', { None: arm(0), ...raw, ...other })
export type Data = ValueOf<typeof data>

export const commitmentInfo = struct(
  'pallet_commitments::types::CommitmentInfo',
  { fields: boundedVec(data) },
  { FieldLimit: undefined },
)

/** What a hotkey committed to, and when. */
export const registration = struct(
  'pallet_commitments::types::Registration',
  { deposit: u64, block: u32, info: commitmentInfo },
  { Balance: u64, MaxFields: undefined, BlockNumber: u32 },
)

/** How much of its space a hotkey used in an epoch. */
export const usageTracker = struct('pallet_commitments::types::UsageTracker', {
  last_epoch: u64,
  used_space: u64,
})

const MOST_ENCRYPTED = 1024
const MOST_BIG_RAW = 512

/** Bytes of a field that count for the space limit. */
export function sizeOf(field: Data): number {
  const { type, value } = field as { type: string; value: unknown }
  if (type === 'None' || type === 'ResetBondsFlag') return 0
  if (type === 'TimelockEncrypted') return (value as { encrypted: Uint8Array }).encrypted.length
  if (type === 'BigRaw') return (value as Uint8Array).length
  // 0x and two letters a byte.
  return ((value as string).length - 2) / 2
}

/** Whether a field is within the bound of its type, which the real chain checks while decoding. */
export const fits = (field: Data): boolean =>
  sizeOf(field) <= (field.type === 'TimelockEncrypted' ? MOST_ENCRYPTED : MOST_BIG_RAW)
