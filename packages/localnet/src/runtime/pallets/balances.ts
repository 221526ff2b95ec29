import { defineModuleErrors } from '../dispatch-error.ts'
import { lookup } from '../lookup.ts'
import { ensureRoot, signed } from '../origin.ts'
import { call, constant, definePallet } from '../pallet.ts'
import { multiAddress } from '../scale/chain-types.ts'
import { compact } from '../scale/composites.ts'
import { bool, u32, u64 } from '../scale/primitives.ts'
import { balancesEvents, balancesStorage, existentialDeposit } from './balances-storage.ts'
import { burnBalance, setBalance, spendable, transferBalance } from './ledger.ts'

const errors = defineModuleErrors('Balances', 5, {
  VestingBalance: 0,
  LiquidityRestrictions: 1,
  InsufficientBalance: [2, 'Balance too low to send value.'],
  ExistentialDeposit: 3,
  Expendability: 4,
  ExistingVestingSchedule: 5,
  DeadAccount: 6,
  TooManyReserves: 7,
  TooManyHolds: 8,
  TooManyFreezes: 9,
  IssuanceDeactivated: 10,
  DeltaZero: 11,
})

/** TAO: who owns how much, and how it moves. Balances are u64 rao. Source: pallet_balances. */
export const balances = definePallet('Balances', 5, {
  storage: balancesStorage,
  events: balancesEvents,
  errors,
  constants: {
    ExistentialDeposit: constant(u64, existentialDeposit, ['Rao that keep an account open.']),
    MaxLocks: constant(u32, 50),
    MaxReserves: constant(u32, 50),
    MaxFreezes: constant(u32, 50),
  },
  genesis: (chain, { endowments }) => {
    for (const { account, rao } of endowments) setBalance(chain, account, rao)
  },
  calls: {
    transfer_allow_death: call(
      0,
      { dest: multiAddress, value: compact(u64) },
      (chain, origin, { dest, value }) =>
        transferBalance(chain, signed(origin), lookup(dest), value, { keepAlive: false }),
      { docs: ['Transfer rao, even if the sender is left with less than the existential deposit.'] },
    ),
    force_transfer: call(
      2,
      { source: multiAddress, dest: multiAddress, value: compact(u64) },
      (chain, origin, { source, dest, value }) => {
        ensureRoot(origin)
        transferBalance(chain, lookup(source), lookup(dest), value, { keepAlive: false })
      },
      { docs: ['Root: transfer rao of any account.'] },
    ),
    transfer_keep_alive: call(
      3,
      { dest: multiAddress, value: compact(u64) },
      (chain, origin, { dest, value }) => transferBalance(chain, signed(origin), lookup(dest), value),
      { docs: ['Transfer rao; fails if that would close the sender’s account.'] },
    ),
    transfer_all: call(
      4,
      { dest: multiAddress, keep_alive: bool },
      (chain, origin, { dest, keep_alive: keepAlive }) => {
        const from = signed(origin)
        transferBalance(chain, from, lookup(dest), spendable(chain, from, keepAlive), { keepAlive })
      },
      { docs: ['Transfer all that can be transferred.'] },
    ),
    force_set_balance: call(
      8,
      { who: multiAddress, new_free: compact(u64) },
      (chain, origin, { who: address, new_free: free }) => {
        ensureRoot(origin)
        const who = lookup(address)
        chain.emit(balancesEvents.BalanceSet({ who, free: setBalance(chain, who, free) }))
      },
      { docs: ['Root: set an account’s free rao; the total issuance follows.'] },
    ),
    burn: call(
      10,
      { value: compact(u64), keep_alive: bool },
      (chain, origin, { value, keep_alive: keepAlive }) =>
        burnBalance(chain, signed(origin), value, { keepAlive }),
      { docs: ['Destroy rao of the sender; the total issuance falls.'] },
    ),
  },
})
