import type { ChainContext } from '../../chain-context.ts'
import type { DispatchFailure } from '../../dispatch-error.ts'
import type { EmittedEvent } from '../../events.ts'
import { ensureRoot, type Origin } from '../../origin.ts'
import { type CallDefinition, call } from '../../pallet.ts'
import { u16 } from '../../scale/primitives.ts'
import type { Ty } from '../../scale/type.ts'
import type { HasState } from '../../state-view.ts'
import { ensureNotFrozen } from '../subtensor/epoch-schedule.ts'
import { errors as subtensorErrors } from '../subtensor/errors.ts'
import { ensureOwnerOrRoot } from '../subtensor/owner.ts'
import {
  type Hyperparameter,
  type LimitedAction,
  passesLimit,
  recordAction,
} from '../subtensor/rate-limits.ts'
import { storage as subtensor } from '../subtensor/storage.ts'
import { adminErrors } from './errors.ts'

/*
 * The calls of AdminUtils are much alike: who may, not near an epoch, not too often, is the value good, store it, say
 * so. So each is one entry of a table (setters.ts), and this is what the entries mean.
 */

/** What a setter needs of the storage item that it sets. */
interface Target<V> {
  set(chain: ChainContext, netuid: number, value: V): void
}

/** A hyperparameter of a subnet. */
export interface SubnetSetter<V> {
  readonly index: number
  /** The argument: its name and type. */
  readonly arg: string
  readonly type: Ty<V>
  readonly item: Target<V>
  /**
   * Who may: `root` alone, or also the subnet's owner. An owner may set each hyperparameter once per
   * OwnerHyperparamRateLimit tempos, and is told by the chain's name for it.
   */
  readonly who: 'root' | 'owner' | { readonly owner: Hyperparameter | 'version-key' }
  /** Refused in the last blocks of an epoch, for root too. Default true. */
  readonly frozen?: boolean
  /** Whether the subnet must exist. Default true. */
  readonly exists?: boolean
  /** What is wrong with the value, if anything is. */
  readonly check?: (
    chain: ChainContext,
    netuid: number,
    value: V,
    byOwner: boolean,
  ) => DispatchFailure | false | undefined
  readonly event?: (netuid: number, value: V) => EmittedEvent
}

const limitOf = (which: Hyperparameter | 'version-key'): LimitedAction =>
  which === 'version-key' ? { type: which } : { type: 'hyperparameter', which }

/** The signer if it is the owner, undefined if root; nobody else passes, nor an owner who was here too lately. */
function authorise(
  chain: ChainContext,
  origin: Origin,
  netuid: number,
  who: SubnetSetter<unknown>['who'],
): string | undefined {
  if (who === 'root') {
    ensureRoot(origin)
    return undefined
  }
  const owner = ensureOwnerOrRoot(chain, origin, netuid)
  if (owner !== undefined && who !== 'owner' && !passesLimit(chain, owner, netuid, limitOf(who.owner))) {
    throw subtensorErrors.TxRateLimitExceeded()
  }
  return owner
}

/** Runs a change of a subnet with all that goes before and after it. */
export function changeSubnet(
  chain: ChainContext,
  origin: Origin,
  netuid: number,
  { who, frozen = true, exists = true }: Pick<SubnetSetter<unknown>, 'who' | 'frozen' | 'exists'>,
  change: (byOwner: boolean) => void,
): void {
  const owner = authorise(chain, origin, netuid, who)
  if (frozen) ensureNotFrozen(chain, netuid)
  if (exists && !subtensor.NetworksAdded.get(chain, netuid)) throw adminErrors.SubnetDoesNotExist()
  change(owner !== undefined)
  if (owner !== undefined && typeof who === 'object') recordAction(chain, owner, netuid, limitOf(who.owner))
}

/** The call of a subnet's hyperparameter: `(netuid, value)`. */
export const subnetSetter = <V>(setter: SubnetSetter<V>): CallDefinition =>
  call(setter.index, { netuid: u16, [setter.arg]: setter.type as Ty<unknown> }, (chain, origin, args) => {
    const { netuid } = args as { netuid: number }
    const value = args[setter.arg] as V
    changeSubnet(chain, origin, netuid, setter, (byOwner) => {
      const problem = setter.check?.(chain, netuid, value, byOwner)
      if (problem) throw problem
      setter.item.set(chain, netuid, value)
      if (setter.event) chain.emit(setter.event(netuid, value))
    })
  })

/** A parameter of the whole chain: root only. */
export interface ChainSetter<V> {
  readonly index: number
  readonly arg: string
  readonly type: Ty<V>
  readonly item: { set(chain: HasState, value: V): void }
  readonly check?: (value: V) => DispatchFailure | false
  readonly event?: (value: V) => EmittedEvent
}

/** The call of a chain parameter: `(value)`. */
export const chainSetter = <V>(setter: ChainSetter<V>): CallDefinition =>
  call(setter.index, { [setter.arg]: setter.type as Ty<unknown> }, (chain, origin, args) => {
    ensureRoot(origin)
    const value = args[setter.arg] as V
    const problem = setter.check?.(value)
    if (problem) throw problem
    setter.item.set(chain, value)
    if (setter.event) chain.emit(setter.event(value))
  })
