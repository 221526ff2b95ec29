import { defineEvents, event } from '../events.ts'
import { accountId } from '../scale/chain-types.ts'
import { u64 } from '../scale/primitives.ts'
import { defineStorage, value } from '../storage.ts'

/** Rao that keep an account open. */
export const existentialDeposit = 500n

export const balancesStorage = defineStorage('Balances', {
  TotalIssuance: value(u64, 0n),
  InactiveIssuance: value(u64, 0n),
})

export const balancesEvents = defineEvents('Balances', 5, {
  Endowed: event(0, { account: accountId, free_balance: u64 }),
  DustLost: event(1, { account: accountId, amount: u64 }),
  Transfer: event(2, { from: accountId, to: accountId, amount: u64 }, ['Transfer succeeded.']),
  BalanceSet: event(3, { who: accountId, free: u64 }, ['A balance was set by root.']),
  Deposit: event(7, { who: accountId, amount: u64 }),
  Withdraw: event(8, { who: accountId, amount: u64 }),
  Minted: event(10, { who: accountId, amount: u64 }),
  Burned: event(11, { who: accountId, amount: u64 }),
})
