import type { ChainContext } from '../chain-context.ts'
import { failure } from '../dispatch-error.ts'
import type { AccountId } from '../scale/chain-types.ts'
import type { HasState } from '../state-view.ts'
import { balancesEvents, balancesStorage, existentialDeposit } from './balances-storage.ts'
import { type AccountInfo, systemEvents, systemStorage } from './system-storage.ts'

type Funds = AccountInfo['data']
const limit = 1n << 64n

/** Free rao of an account. */
export const freeBalance = (chain: HasState, who: AccountId): bigint =>
  systemStorage.Account.get(chain, who).data.free

/** What an account can spend at once; with `keepAlive` it keeps the existential deposit. */
export function spendable(chain: HasState, who: AccountId, keepAlive = true): bigint {
  const { free, reserved, frozen } = systemStorage.Account.get(chain, who).data
  const held = frozen > reserved ? frozen - reserved : 0n
  const kept = keepAlive && held < existentialDeposit ? existentialDeposit : held
  return free > kept ? free - kept : 0n
}

/**
 * Changes an account's funds. Opens the account when it comes to own the existential deposit, closes it when it
 * falls below: what is left then is lost, and gone from the issuance.
 */
function changeFunds(chain: ChainContext, who: AccountId, change: (funds: Funds) => Funds): void {
  const account = systemStorage.Account.get(chain, who)
  const data = change(account.data)
  const existed = account.providers > 0
  const exists = data.free >= existentialDeposit || data.reserved > 0n
  if (exists) {
    systemStorage.Account.set(chain, who, { ...account, providers: existed ? account.providers : 1, data })
    if (!existed) {
      chain.emit(systemEvents.NewAccount({ account: who }))
      chain.emit(balancesEvents.Endowed({ account: who, free_balance: data.free }))
    }
    return
  }
  if (!existed && data.free > 0n) throw failure.token('BelowMinimum')
  if (!existed) return
  if (account.consumers > 0) throw failure.consumerRemaining()
  systemStorage.Account.remove(chain, who)
  chain.emit(systemEvents.KilledAccount({ account: who }))
  if (data.free > 0n) {
    changeIssuance(chain, -data.free)
    chain.emit(balancesEvents.DustLost({ account: who, amount: data.free }))
  }
}

const changeIssuance = (chain: HasState, by: bigint): void => {
  const after = balancesStorage.TotalIssuance.get(chain) + by
  if (after >= limit) throw failure.arithmetic('Overflow')
  balancesStorage.TotalIssuance.set(chain, after < 0n ? 0n : after)
}

const add = (funds: Funds, amount: bigint): Funds => {
  if (funds.free + amount >= limit) throw failure.arithmetic('Overflow')
  return { ...funds, free: funds.free + amount }
}

/** Fails as Substrate does when `who` cannot give `amount`. */
function ensureSpendable(chain: HasState, who: AccountId, amount: bigint, keepAlive: boolean): void {
  const { free } = systemStorage.Account.get(chain, who).data
  if (free < amount) throw failure.token('FundsUnavailable')
  if (amount > spendable(chain, who, false)) throw failure.token('Frozen')
  if (keepAlive && amount > 0n && free - amount < existentialDeposit) throw failure.token('NotExpendable')
}

/** Options of what takes money from an account. */
export interface TakeOptions {
  /** Fail rather than let the account fall below the existential deposit. Default true. */
  readonly keepAlive?: boolean
}

/**
 * Moves free rao from one account to another.
 *
 * @throws DispatchFailure Token.FundsUnavailable, Token.NotExpendable, Token.Frozen, Token.BelowMinimum
 */
export function transferBalance(
  chain: ChainContext,
  from: AccountId,
  to: AccountId,
  amount: bigint,
  { keepAlive = true }: TakeOptions = {},
): void {
  ensureSpendable(chain, from, amount, keepAlive)
  const receiver = systemStorage.Account.get(chain, to)
  if (amount > 0n && receiver.providers === 0 && receiver.data.free + amount < existentialDeposit) {
    throw failure.token('BelowMinimum')
  }
  if (from === to) return
  changeFunds(chain, from, (funds) => ({ ...funds, free: funds.free - amount }))
  changeFunds(chain, to, (funds) => add(funds, amount))
  chain.emit(balancesEvents.Transfer({ from, to, amount }))
}

/**
 * Takes free rao out of an account without changing the issuance: give it to someone with {@link depositBalance},
 * or end it with {@link rescind}, in the same call.
 *
 * @throws DispatchFailure Token.FundsUnavailable, Token.NotExpendable, Token.Frozen
 */
export function withdrawBalance(
  chain: ChainContext,
  who: AccountId,
  amount: bigint,
  { keepAlive = true }: TakeOptions = {},
): void {
  ensureSpendable(chain, who, amount, keepAlive)
  if (amount === 0n) return
  changeFunds(chain, who, (funds) => ({ ...funds, free: funds.free - amount }))
  chain.emit(balancesEvents.Withdraw({ who, amount }))
}

/**
 * Gives an account rao that were withdrawn from another: the issuance stays.
 *
 * @throws DispatchFailure Token.BelowMinimum when the account does not exist and would own too little
 */
export function depositBalance(chain: ChainContext, who: AccountId, amount: bigint): void {
  if (amount === 0n) return
  changeFunds(chain, who, (funds) => add(funds, amount))
  chain.emit(balancesEvents.Deposit({ who, amount }))
}

/** Ends rao that were withdrawn: the issuance falls by `amount`. */
export const rescind = (chain: HasState, amount: bigint): void => changeIssuance(chain, -amount)

/** Makes new rao: the issuance rises by `amount`. */
export function mintBalance(chain: ChainContext, who: AccountId, amount: bigint): void {
  if (amount === 0n) return
  changeFunds(chain, who, (funds) => add(funds, amount))
  changeIssuance(chain, amount)
  chain.emit(balancesEvents.Minted({ who, amount }))
}

/** Destroys free rao: the issuance falls by `amount`. */
export function burnBalance(
  chain: ChainContext,
  who: AccountId,
  amount: bigint,
  { keepAlive = true }: TakeOptions = {},
): void {
  ensureSpendable(chain, who, amount, keepAlive)
  if (amount === 0n) return
  changeFunds(chain, who, (funds) => ({ ...funds, free: funds.free - amount }))
  changeIssuance(chain, -amount)
  chain.emit(balancesEvents.Burned({ who, amount }))
}

/** Sets an account's free rao; the issuance follows. Less than the existential deposit counts as nothing. */
export function setBalance(chain: ChainContext, who: AccountId, free: bigint): bigint {
  const after = free < existentialDeposit ? 0n : free
  const before = freeBalance(chain, who)
  changeFunds(chain, who, (funds) => ({ ...funds, free: after }))
  changeIssuance(chain, after - before)
  return after
}
