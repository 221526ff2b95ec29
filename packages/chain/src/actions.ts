import type { Keypair } from '@subnetkit/wallet/keys'
import type { Chain } from './chain.ts'
import { chainErrors } from './errors.ts'
import type {
  AddStakeIntent,
  BatchIntent,
  BurnedRegisterIntent,
  Intent,
  RegisterNetworkIntent,
  RemoveStakeIntent,
  ServeAxonIntent,
  SetCommitmentIntent,
  SetWeightsIntent,
  StartCallIntent,
  TransferIntent,
} from './plan/intent.ts'
import { type ExecuteOptions, execute } from './plan/plan.ts'
import { take } from './runtime/plain.ts'
import type { Receipt } from './submit/submit.ts'

/** What an action takes: the fields of its intent, the key that signs, and how to submit. */
export type ActionOptions<I extends Intent> = Omit<I, 'op'> & ExecuteOptions & { readonly keypair: Keypair }

const action =
  <I extends Intent>(op: I['op'], fields: readonly (keyof Omit<I, 'op'>)[]) =>
  (chain: Chain, options: ActionOptions<I>): Promise<Receipt> => {
    const { keypair, ...rest } = options
    const own = new Set<PropertyKey>(fields)
    const entries = Object.entries(rest)
    const intent = { op, ...Object.fromEntries(entries.filter(([name]) => own.has(name))) } as unknown as I
    const submit = Object.fromEntries(entries.filter(([name]) => !own.has(name))) as ExecuteOptions
    return execute(chain, intent, keypair, submit)
  }

/**
 * Sets a validator's weights, signed by its hotkey; free.
 *
 * @throws CHAIN_PREFLIGHT with `violation` naming the chain's error, for example SettingWeightsTooFast,
 *   NeuronNoValidatorPermit, CommitRevealEnabled; and what `submit` throws
 * @example
 * ```ts
 * import { setWeights } from '@subnetkit/chain'
 * await setWeights(chain, { netuid: 2, keypair: hotkey, uids: [1, 2], values: [65535, 32768] })
 * ```
 */
export const setWeights = action<SetWeightsIntent>('set-weights', [
  'netuid',
  'mechanism',
  'uids',
  'values',
  'versionKey',
])

/** Announces a neuron's address, signed by its hotkey; free, once per ServingRateLimit blocks. */
export const serveAxon = action<ServeAxonIntent>('serve-axon', [
  'netuid',
  'ip',
  'port',
  'protocol',
  'version',
])

/** Publishes bytes for a hotkey, signed by it; free. */
export const setCommitment = action<SetCommitmentIntent>('set-commitment', ['netuid', 'bytes'])

/** Buys a uid for a hotkey; signed and paid by the coldkey. Local networks only, unless `spend: 'allow'`. */
export const burnedRegister = action<BurnedRegisterIntent>('burned-register', ['netuid', 'hotkey'])

/** Stakes TAO of the coldkey to a hotkey. Local networks only, unless `spend: 'allow'`. */
export const addStake = action<AddStakeIntent>('add-stake', ['netuid', 'hotkey', 'amount'])

/** Takes alpha out of a hotkey, for TAO. Local networks only, unless `spend: 'allow'`. */
export const removeStake = action<RemoveStakeIntent>('remove-stake', ['netuid', 'hotkey', 'amount'])

/** Starts a subnet, signed by its owner. Local networks only, unless `spend: 'allow'`. */
export const startCall = action<StartCallIntent>('start-call', ['netuid'])

/** Sends TAO. Local networks only, unless `spend: 'allow'`. */
export const transfer = action<TransferIntent>('transfer', ['dest', 'amount'])

/** Several intents in one transaction of one key. Local networks only, unless `spend: 'allow'`. */
export const batch = action<BatchIntent>('batch', ['of'])

/** Runs an intent with root's power; the keypair is the chain's sudo key (//Alice on local networks). */
export function sudo(
  chain: Chain,
  options: { readonly of: Intent; readonly keypair: Keypair } & ExecuteOptions,
): Promise<Receipt> {
  const { of, keypair, ...rest } = options
  return execute(chain, { op: 'sudo', of }, keypair, rest)
}

/**
 * Creates a subnet and tells its netuid. Local networks only, unless `spend: 'allow'`.
 *
 * @throws CHAIN_DECODE when the chain reports no new subnet; and what `submit` throws
 */
export async function registerNetwork(
  chain: Chain,
  options: Omit<ActionOptions<RegisterNetworkIntent>, 'wait'> & { readonly wait?: 'block' | 'finalized' },
): Promise<Receipt & { readonly netuid: number }> {
  const { keypair, hotkey, ...rest } = options
  const receipt = await execute(chain, { op: 'register-network', hotkey }, keypair, rest)
  const added = receipt.events.find(({ name }) => name === 'NetworkAdded')
  if (!added) {
    throw chainErrors.CHAIN_DECODE({ item: 'register_network', reason: 'the event NetworkAdded is missing' })
  }
  const [netuid] = Object.values(added.data ?? {})
  return { ...receipt, netuid: take.number(netuid, 'NetworkAdded') }
}
