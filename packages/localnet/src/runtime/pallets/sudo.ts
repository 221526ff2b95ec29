import { weightOf } from '../call-info.ts'
import type { ChainContext } from '../chain-context.ts'
import { tryDispatch } from '../dispatch.ts'
import { defineModuleErrors, dispatchResult } from '../dispatch-error.ts'
import { defineEvents, event } from '../events.ts'
import { invalid } from '../invalid-transaction.ts'
import { lookup } from '../lookup.ts'
import { type Origin, rootOrigin, signed, signedOrigin } from '../origin.ts'
import { call, definePallet } from '../pallet.ts'
import { type RuntimeCall, runtimeCall } from '../runtime-call.ts'
import { type AccountId, accountId, multiAddress, weight } from '../scale/chain-types.ts'
import { option } from '../scale/variants.ts'
import { defineStorage, value } from '../storage.ts'

export const sudoStorage = defineStorage('Sudo', { Key: value(accountId) })

const errors = defineModuleErrors('Sudo', 12, { RequireSudo: [0, 'Sender must be the Sudo account.'] })
const events = defineEvents('Sudo', 12, {
  Sudid: event(0, { sudo_result: dispatchResult }, ['A sudo call just took place.']),
  KeyChanged: event(1, { old: option(accountId), new: accountId }),
  KeyRemoved: event(2),
  SudoAsDone: event(3, { sudo_result: dispatchResult }),
})

const ensureSudo = (chain: ChainContext, origin: Origin): void => {
  if (signed(origin) !== sudoStorage.Key.get(chain)) throw errors.RequireSudo()
}

/** Subtensor's SudoTransactionExtension: nobody else's sudo calls even enter the pool. */
const bySudoKey = {
  validate: (chain: ChainContext, who: AccountId) => {
    if (who !== sudoStorage.Key.get(chain)) throw invalid('BadSigner')
  },
}
const free = { pays: 'no' } as const

function resultOf(chain: ChainContext, inner: RuntimeCall, origin: Origin) {
  const failed = tryDispatch(chain, inner, origin)
  return failed ? { type: 'Err' as const, value: failed.error } : { type: 'Ok' as const, value: undefined }
}

const asRoot = (chain: ChainContext, origin: Origin, inner: RuntimeCall) => {
  ensureSudo(chain, origin)
  chain.emit(events.Sudid({ sudo_result: resultOf(chain, inner, rootOrigin) }))
  return free
}

/** One key that may do anything: on a local network //Alice. Successful calls cost nothing. Source: pallet_sudo. */
export const sudo = definePallet('Sudo', 12, {
  storage: sudoStorage,
  events,
  errors,
  genesis: (chain, genesis) => sudoStorage.Key.set(chain, genesis.sudo),
  calls: {
    sudo: call(0, { call: runtimeCall }, (chain, origin, { call: inner }) => asRoot(chain, origin, inner), {
      ...bySudoKey,
      weight: ({ call: inner }) => weightOf(inner),
      docs: ['Run a call as root. The outcome is in the event Sudid.'],
    }),
    sudo_unchecked_weight: call(
      1,
      { call: runtimeCall, weight },
      (chain, origin, { call: inner }) => asRoot(chain, origin, inner),
      {
        ...bySudoKey,
        weight: (given) => given.weight.ref_time,
        docs: ['As sudo, with a weight of your choice.'],
      },
    ),
    set_key: call(
      2,
      { new: multiAddress },
      (chain, origin, args) => {
        ensureSudo(chain, origin)
        const next = lookup(args.new)
        chain.emit(events.KeyChanged({ old: sudoStorage.Key.get(chain), new: next }))
        sudoStorage.Key.set(chain, next)
        return free
      },
      { ...bySudoKey, docs: ['Hand the sudo key on.'] },
    ),
    sudo_as: call(
      3,
      { who: multiAddress, call: runtimeCall },
      (chain, origin, { who, call: inner }) => {
        ensureSudo(chain, origin)
        chain.emit(events.SudoAsDone({ sudo_result: resultOf(chain, inner, signedOrigin(lookup(who))) }))
        return free
      },
      {
        ...bySudoKey,
        weight: ({ call: inner }) => weightOf(inner),
        docs: ['Run a call as another account.'],
      },
    ),
    remove_key: call(
      4,
      {},
      (chain, origin) => {
        ensureSudo(chain, origin)
        sudoStorage.Key.remove(chain)
        chain.emit(events.KeyRemoved())
        return free
      },
      { ...bySudoKey, docs: ['Give the sudo key up for ever.'] },
    ),
  },
})
