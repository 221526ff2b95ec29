import { identity, twox64Concat } from '../../hashing.ts'
import { accountId, btreeSet } from '../../scale/chain-types.ts'
import { bytes, tuple, vec } from '../../scale/composites.ts'
import { u16, u32, u64 } from '../../scale/primitives.ts'
import { defineStorage, doubleMap, value } from '../../storage.ts'
import { registration, usageTracker } from './data.ts'

const perHotkey = [
  [u16, identity],
  [accountId, twox64Concat],
] as const

export const commitmentsStorage = defineStorage('Commitments', {
  /** (netuid, hotkey) → what it committed to last. */
  CommitmentOf: doubleMap(...perHotkey, registration),
  LastCommitment: doubleMap(...perHotkey, u32),
  LastBondsReset: doubleMap(...perHotkey, u32),
  /** Opened timelocked commitments: bytes and block. */
  RevealedCommitments: doubleMap(...perHotkey, vec(tuple(bytes, u64))),
  UsedSpaceOf: doubleMap(...perHotkey, usageTracker),
  /** Hotkeys with a commitment that is not open yet. */
  TimelockedIndex: value(btreeSet(tuple(u16, accountId)), []),
  /** Bytes that a hotkey may commit in an epoch. */
  MaxSpace: value(u32, 3100),
})
