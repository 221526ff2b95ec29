import type { Call } from '@polkadot/types/interfaces'
import { isSubnetkitError, type Rao, type Ss58 } from '@subnetkit/core'
import type { Keypair } from '@subnetkit/wallet/keys'
import type { Chain } from '../chain.ts'
import { chainErrors } from '../errors.ts'
import { take } from '../runtime/plain.ts'
import type { Snapshot } from '../snapshot.ts'
import { unsignedForFee } from '../submit/sign-extrinsic.ts'
import { assertMaySpend, callName, isFreeCall } from '../submit/spend-guard.ts'
import type { Receipt, SubmitOptions } from '../submit/submit.ts'
import { checkAddStake, checkRegisterNetwork, checkStartCall, checkTransfer } from './check-funds.ts'
import { checkBurnedRegister, checkServeAxon, checkSetCommitment } from './check-neuron.ts'
import { checkWeights, readWeightsState } from './check-weights.ts'
import { btcliTask, composeCall } from './compose.ts'
import type { Intent } from './intent.ts'
import { type Findings, type Violation, violation } from './violation.ts'

/** What would happen if an intent were executed now. */
export interface Plan {
  readonly intent: Intent
  readonly block: number
  readonly call: Call
  /** The call's name, for example `SubtensorModule.set_weights`. */
  readonly callName: string
  /** The transaction fee; null when the node cannot tell. */
  readonly fee: Rao | null
  /** What leaves the signer's balance besides the fee; null when the call is not one that we know. */
  readonly spend: Rao | null
  /** Rules that the call would break, in the chain's order; empty when it should succeed. */
  readonly violations: readonly Violation[]
  readonly warnings: readonly string[]
  readonly ok: boolean
}

/**
 * Looks at an intent without sending anything: its call, what it costs, and why the chain would refuse it, all at one
 * block. Checks what can be known beforehand; a plan that is `ok` can still fail when the state moves on.
 *
 * @throws CHAIN_ARGUMENT when the intent cannot be encoded
 * @example
 * ```ts
 * import { plan } from '@subnetkit/chain'
 * const { violations } = await plan(chain, { op: 'set-weights', netuid: 2, uids: [1], values: [65535] }, hotkey.ss58)
 * for (const { name, message, remedy } of violations) console.log(name, message, remedy)
 * ```
 */
export async function plan(chain: Chain, intent: Intent, signer: Ss58): Promise<Plan> {
  const head = await chain.head()
  const snapshot = await chain.at(head.hash)
  const call = composeCall(snapshot.runtime, intent)
  const name = callName(call)
  const [checked, cost] = await Promise.all([
    check(snapshot, intent, signer),
    feeOf(chain, snapshot, call, signer, head),
  ])
  const { violations, price } = checked
  return {
    intent,
    block: head.number,
    call,
    callName: name,
    fee: cost,
    spend: spendOf(intent, name, price),
    violations,
    warnings: [...checked.warnings, ...(cost === null ? ['The node cannot tell the fee.'] : [])],
    ok: violations.length === 0,
  }
}

/** Options of {@link execute}. */
export interface ExecuteOptions extends SubmitOptions {
  /** `false` sends without looking first, so that the chain itself answers. Default true. */
  readonly preflight?: boolean
}

/**
 * Plans an intent and, when nothing stands against it, submits it.
 *
 * @throws CHAIN_PREFLIGHT `{ violation, violations }` when the chain would refuse it, and what `submit` throws
 */
export async function execute(
  chain: Chain,
  intent: Intent,
  keypair: Keypair,
  options: ExecuteOptions = {},
): Promise<Receipt> {
  const task = options.task ?? btcliTask(intent)
  const submitOptions = { ...options, ...(task && { task }) }
  const snapshot = await chain.at()
  const call = composeCall(snapshot.runtime, intent)
  const name = callName(call)
  // Before anything else, so that a refusal to spend is what a public network gets to hear.
  assertMaySpend({ call: name, kind: chain.kind, endpoint: chain.endpoint, spend: options.spend, task })
  if (options.preflight !== false) {
    const { violations } = await check(snapshot, intent, keypair.ss58)
    const first = violations[0]
    if (first) {
      const block = take.number(await snapshot.storage('System', 'Number'), 'System.Number')
      throw chainErrors.CHAIN_PREFLIGHT({
        summary: name,
        block,
        violation: first.name,
        violations: violations.map((one) => `${one.name} (${one.message})`).join('; '),
        advice: first.remedy,
      })
    }
  }
  return chain.submit(call, keypair, submitOptions)
}

/** Why the chain would refuse an intent. */
async function check(
  snapshot: Snapshot,
  intent: Intent,
  signer: Ss58,
): Promise<Findings & { price?: bigint }> {
  switch (intent.op) {
    case 'set-weights':
      return checkWeights(await readWeightsState(snapshot, intent.netuid, signer, intent.mechanism), intent)
    case 'serve-axon':
      return checkServeAxon(snapshot, intent, signer)
    case 'burned-register':
      return checkBurnedRegister(snapshot, intent, signer)
    case 'set-commitment':
      return checkSetCommitment(snapshot, intent, signer)
    case 'add-stake':
      return checkAddStake(snapshot, intent, signer)
    case 'register-network':
      return checkRegisterNetwork(snapshot, intent, signer)
    case 'start-call':
      return checkStartCall(snapshot, intent, signer)
    case 'transfer':
      return checkTransfer(snapshot, intent, signer)
    case 'sudo': {
      const key = await snapshot.storage('Sudo', 'Key')
      const violations = key === signer ? [] : [violation('RequireSudo', `${key} is the sudo key`)]
      return { violations, warnings: [] }
    }
    default:
      return { violations: [], warnings: [] }
  }
}

function spendOf(intent: Intent, name: string, price: bigint | undefined): Rao | null {
  if (price !== undefined) return price
  if (intent.op === 'add-stake' || intent.op === 'transfer') return intent.amount
  return intent.op === 'start-call' || intent.op === 'remove-stake' || isFreeCall(name) ? 0n : null
}

async function feeOf(
  chain: Chain,
  snapshot: Snapshot,
  call: Call,
  signer: Ss58,
  birth: { number: number; hash: string },
): Promise<Rao | null> {
  const { runtime } = snapshot
  if (!runtime.hasApi('TransactionPaymentApi', 'query_info')) return null
  const context = { runtime, genesisHash: chain.genesisHash, nonce: 0, birth, period: 128 }
  const bytes = unsignedForFee(call, signer, context)
  try {
    const info = await snapshot.call('TransactionPaymentApi', 'query_info', bytes, bytes.length)
    return take.bigint(take.fields(info, 'query_info').partialFee, 'query_info.partial_fee')
  } catch (error) {
    // A plan without a fee is still a plan; a connection that fails is not.
    if (isSubnetkitError(error, 'CHAIN_DECODE') || isSubnetkitError(error, 'CHAIN_RPC')) return null
    throw error
  }
}
