import { defineModuleErrors, dispatchError } from '../dispatch-error.ts'
import { defineEvents, event } from '../events.ts'
import { blake2_128Concat, twox64Concat } from '../hashing.ts'
import { digest, weightPerClass } from '../scale/block-types.ts'
import { accountId, dispatchClass, h256, pays, weight, zeroAccount } from '../scale/chain-types.ts'
import { newtype, struct, vec } from '../scale/composites.ts'
import { eventRecord } from '../scale/event-record.ts'
import { u32, u64, u128 } from '../scale/primitives.ts'
import type { ValueOf } from '../scale/type.ts'
import { defineStorage, map, value } from '../storage.ts'

/** What an account owns. `free` includes what is frozen; `reserved` is apart. All in rao. */
export const accountData = struct(
  'pallet_balances::types::AccountData',
  {
    free: u64,
    reserved: u64,
    frozen: u64,
    flags: newtype('pallet_balances::types::ExtraFlags', u128),
  },
  { Balance: u64 },
)

/** An account: how many transactions it sent, why it exists, and what it owns. */
export const accountInfo = struct(
  'frame_system::AccountInfo',
  { nonce: u32, consumers: u32, providers: u32, sufficients: u32, data: accountData },
  { Nonce: u32, AccountData: accountData },
)
export type AccountInfo = ValueOf<typeof accountInfo>

/** The flag that marks an account of the current logic. Source: pallet_balances, `ExtraFlags::NEW_LOGIC`. */
export const newLogic = 1n << 127n

const zeroWeight = { ref_time: 0n, proof_size: 0n }

export const systemStorage = defineStorage('System', {
  Account: map([accountId, blake2_128Concat], accountInfo, {
    nonce: 0,
    consumers: 0,
    providers: 0,
    sufficients: 0,
    data: { free: 0n, reserved: 0n, frozen: 0n, flags: newLogic },
  }),
  BlockWeight: value(weightPerClass, { normal: zeroWeight, operational: zeroWeight, mandatory: zeroWeight }),
  BlockHash: map([u32, twox64Concat], h256, zeroAccount),
  Number: value(u32, 0),
  ParentHash: value(h256, zeroAccount),
  Digest: value(digest, { logs: [] }),
  Events: value(vec(eventRecord), []),
  EventCount: value(u32, 0),
})

export const dispatchEventInfo = struct('frame_system::DispatchEventInfo', {
  weight,
  class: dispatchClass,
  pays_fee: pays,
})
export type DispatchEventInfo = ValueOf<typeof dispatchEventInfo>

export const systemEvents = defineEvents('System', 0, {
  ExtrinsicSuccess: event(0, { dispatch_info: dispatchEventInfo }, ['An extrinsic completed successfully.']),
  ExtrinsicFailed: event(1, { dispatch_error: dispatchError, dispatch_info: dispatchEventInfo }, [
    'An extrinsic failed.',
  ]),
  NewAccount: event(3, { account: accountId }, ['A new account was created.']),
  KilledAccount: event(4, { account: accountId }, ['An account was reaped.']),
  Remarked: event(5, { sender: accountId, hash: h256 }, ['On on-chain remark happened.']),
})

export const systemErrors = defineModuleErrors('System', 0, {
  CallFiltered: [5, 'The origin filter prevent the call to be dispatched.'],
})
