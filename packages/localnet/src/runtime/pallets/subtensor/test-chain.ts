import { emptyState } from '../../../state.ts'
import { openBlock } from '../../block-scratch.ts'
import { DispatchFailure } from '../../dispatch-error.ts'
import { blake2_256 } from '../../hashing.ts'
import { InvalidTransaction } from '../../invalid-transaction.ts'
import { openContext } from '../../open-context.ts'
import { noneOrigin, rootOrigin, signedOrigin } from '../../origin.ts'
import type { Pallet } from '../../pallet.ts'
import type { AccountId } from '../../scale/chain-types.ts'
import { bytesToHex } from '../../scale/hex.ts'
import { adminUtils } from '../admin-utils/pallet.ts'
import { commitments } from '../commitments/pallet.ts'
import { mintBalance } from '../ledger.ts'
import { swapPallet } from '../swap/pallet.ts'
import { systemStorage } from '../system-storage.ts'
import { blockStep } from './block-step.ts'
import { subtensorModule } from './pallet.ts'
import { storage } from './storage.ts'

/*
 * A chain for tests of these pallets: no signatures, no fees, no other pallets' hooks.
 */

export const TAO = 1_000_000_000n

/** An account that is the same in every test. */
export const account = (name: string): AccountId => bytesToHex(blake2_256(new TextEncoder().encode(name)))

const pallets: Readonly<Record<string, Pallet>> = {
  SubtensorModule: subtensorModule,
  AdminUtils: adminUtils,
  Commitments: commitments,
  Swap: swapPallet,
}

/** Arguments by name. */
type Args = Readonly<Record<string, unknown>>

export function testChain() {
  const state = emptyState()
  const author = account('author')
  const scratch = openBlock(state, author)
  const chain = openContext(state, scratch)
  subtensorModule.genesis(chain)
  mintBalance(chain, author, TAO)

  const find = (path: string) => {
    const [pallet, name] = path.includes('.') ? path.split('.') : ['SubtensorModule', path]
    const definition = pallets[pallet!]?.calls?.[name!]
    if (!definition) throw new TypeError(`no call ${path}`)
    return definition
  }

  /** Runs a call; gives the name of its error, `ok` if there is none. */
  const send = (who: AccountId | 'root' | 'none', path: string, args: Args): string => {
    const origin = who === 'root' ? rootOrigin : who === 'none' ? noneOrigin : signedOrigin(who)
    try {
      chain.transaction(() => find(path).run(chain, origin, args))
      return 'ok'
    } catch (error) {
      if (error instanceof DispatchFailure) return error.message.replace('SubtensorModule.', '')
      throw error
    }
  }

  return {
    chain,
    state,
    author,
    send,
    /** What the pool says of a call: `ok`, or `Custom(6)`. */
    validate: (who: AccountId, path: string, args: Args): string => {
      try {
        find(path).options.validate?.(chain, who, args)
        return 'ok'
      } catch (error) {
        if (error instanceof InvalidTransaction) return error.message
        throw error
      }
    },
    fund: (who: AccountId, tao: number) => mintBalance(chain, who, BigInt(tao) * TAO),
    /** Builds blocks without transactions. */
    blocks: (count: number) => {
      for (let i = 0; i < count; i++) {
        scratch.events.length = 0
        systemStorage.Number.mutate(chain, (number) => number + 1)
        blockStep(chain)
      }
    },
    /** Events since the block began: `[name, value]`. */
    events: (): [string, unknown][] => scratch.events.map(({ event }) => [event.name, event.value]),
  }
}
export type TestChain = ReturnType<typeof testChain>

/** A chain with a started subnet: `owner` owns it, and neurons in a row are registered for `coldkey-…`. */
export function chainWithSubnet(neurons: readonly string[] = []) {
  const test = testChain()
  const { chain, send, fund, blocks } = test
  const netuid = 2
  fund(account('owner'), 10_000)
  blocks(1)
  const expectOk = (result: string) => {
    if (result !== 'ok') throw new Error(result)
  }
  expectOk(send(account('owner'), 'register_network', { hotkey: account('owner-hotkey') }))
  expectOk(send(account('owner'), 'start_call', { netuid }))
  for (const name of neurons) {
    fund(account(`coldkey-${name}`), 10_000)
    const args = { netuid, hotkey: account(name) }
    expectOk(send(account(`coldkey-${name}`), 'burned_register', args))
  }
  return {
    ...test,
    netuid,
    /** Commit-reveal off, weights at any time: what a subnet is set to for a test. */
    relax: () => {
      storage.CommitRevealWeightsEnabled.set(chain, netuid, false)
      storage.WeightsSetRateLimit.set(chain, netuid, 0n)
    },
    stake: (name: string, tao: number) =>
      expectOk(
        send(account(`coldkey-${name}`), 'add_stake', {
          hotkey: account(name),
          netuid,
          amount_staked: BigInt(tao) * TAO,
        }),
      ),
    setWeights: (name: string, pairs: readonly (readonly [number, number])[]) =>
      send(account(name), 'set_weights', {
        netuid,
        dests: pairs.map(([uid]) => uid),
        weights: pairs.map(([, weight]) => weight),
        version_key: 0n,
      }),
  }
}
