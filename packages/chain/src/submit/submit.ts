import type { Call } from '@polkadot/types/interfaces'
import { isSubnetkitError, type Rao } from '@subnetkit/core'
import type { Keypair } from '@subnetkit/wallet/keys'
import type { BtcliTask } from '../btcli.ts'
import type { Chain, Head } from '../chain.ts'
import { chainErrors } from '../errors.ts'
import { type RpcError, rpcErrorOf } from '../socket/rpc-error.ts'
import { type ChainEvent, failureOf } from './events.ts'
import { finalizedHead, findIncluded, readInclusion } from './inclusion.ts'
import type { Nonces } from './nonces.ts'
import { readPoolRefusal } from './pool-refusals.ts'
import { remedyFor } from './remedies.ts'
import { type SignedExtrinsic, signExtrinsic } from './sign-extrinsic.ts'
import { assertMaySpend, callName, type SpendPolicy } from './spend-guard.ts'
import type { Watch, Watcher, WatchOutcome } from './watch.ts'

/** A call to submit: one of `chain.api.tx…(…)`, or a decoded `Call`. */
export type SubmittableCall = Call | { readonly method: Call }

/** How to submit, and how long to wait. */
export interface SubmitOptions {
  /** Until when to wait: taken by the pool, in a block (default), or in a finalised block. */
  readonly wait?: 'pool' | 'block' | 'finalized'
  /** How long to wait for the block after the pool took it. Default 120 000. */
  readonly deadlineMs?: number
  /** Instead of the next nonce of the key. */
  readonly nonce?: number
  /** For how many blocks the transaction stays valid. Default 128. */
  readonly validBlocks?: number
  /** `local-only` (default) refuses what may cost funds on every network that is not local. */
  readonly spend?: SpendPolicy
  /** What to tell the owner of the funds to type when spending is refused. */
  readonly task?: BtcliTask
}

/** What became of a submission. */
export interface Receipt {
  /** Hash of the extrinsic. */
  readonly hash: string
  readonly nonce: number
  /** The block that holds it; absent with `wait: 'pool'`. */
  readonly block?: Head
  /** Its events in order; empty with `wait: 'pool'`. */
  readonly events: readonly ChainEvent[]
  /** The fee paid; null with `wait: 'pool'`, and where the runtime reports none. */
  readonly fee: Rao | null
}

/** The parts of a connection that submitting needs. */
export interface SubmitContext {
  readonly chain: Chain
  readonly nonces: Nonces
  readonly watch: Watcher
}

const defaultDeadlineMs = 120_000
const defaultValidBlocks = 128
/** How long a watch may be silent before the blocks themselves are looked through. */
const silentWatchMs = 30_000

/** Signs a call, sends it and waits for what was asked; the method `submit` of a chain. */
export async function submitCall(
  context: SubmitContext,
  submittable: SubmittableCall,
  keypair: Keypair,
  options: SubmitOptions = {},
): Promise<Receipt> {
  const { chain, nonces } = context
  const call = 'section' in submittable ? submittable : submittable.method
  const name = callName(call)
  const { spend, task } = options
  assertMaySpend({ call: name, kind: chain.kind, endpoint: chain.endpoint, spend, task })

  const period = options.validBlocks ?? defaultValidBlocks
  const send = async (nonce: number) => {
    const { best, birth } = await birthBlock(chain, period)
    const { runtime } = await chain.at(birth.hash)
    const signed = signExtrinsic(call, keypair, {
      runtime,
      genesisHash: chain.genesisHash,
      nonce,
      birth,
      period,
    })
    const watch = await deliver(context, signed, name, options)
    return { signed, nonce, watch, from: best.number }
  }
  const sendNext = () => nonces.next(keypair.ss58, send)
  const sent =
    options.nonce !== undefined
      ? await send(options.nonce)
      : // Another program with the same key may have used the nonce between asking and sending: once more.
        await sendNext().catch((error) => (isStale(error) ? sendNext() : Promise.reject(error)))

  const { signed, nonce, watch, from } = sent
  if (options.wait === 'pool') return { hash: signed.hash, nonce, events: [], fee: null }
  let block: string
  try {
    block = await included(context, { signed, name, watch, from }, options)
  } catch (error) {
    nonces.forget(keypair.ss58)
    throw error
  }
  const inclusion = await readInclusion(chain, block, signed.hex)
  const failure = failureOf(inclusion.events)
  if (failure) {
    const advice = remedyFor(failure.name)
    throw chainErrors.CHAIN_CALL_FAILED({
      call: name,
      ...failure,
      docs: failure.docs || advice,
      advice,
      block: inclusion.block.number,
      blockHash: block,
      hash: signed.hash,
    })
  }
  return { hash: signed.hash, nonce, ...inclusion }
}

const isStale = (error: unknown): boolean =>
  isSubnetkitError(error, 'CHAIN_POOL_REFUSED') && error.details.name === 'Stale'

/** Where validity begins: the finalised head, unless finality is so far behind that little of it would be left. */
export async function birthBlock(chain: Chain, validBlocks: number): Promise<{ best: Head; birth: Head }> {
  const [best, finalized] = await Promise.all([chain.head(), finalizedHead(chain)])
  return { best, birth: best.number - finalized.number > validBlocks / 4 ? best : finalized }
}

/** Hands the extrinsic to the pool; resolves when it is there. */
async function deliver(
  { chain, watch }: SubmitContext,
  signed: SignedExtrinsic,
  name: string,
  options: SubmitOptions,
): Promise<Watch> {
  try {
    if (options.wait !== 'pool') return await watch(signed.hex, options.wait === 'finalized')
    await chain.rpc('author_submitExtrinsic', [signed.hex])
    return { outcome: Promise.resolve({ kind: 'lost' }) }
  } catch (error) {
    const said = rpcErrorOf(error)
    if (said) throw refused(name, said)
    if (!isSubnetkitError(error, 'CHAIN_UNREACHABLE')) throw error
    return { outcome: Promise.resolve(await repeat(chain, signed, name)) }
  }
}

/** After a lost connection nobody knows whether the pool has it. The same bytes can only count once: send again. */
async function repeat(chain: Chain, signed: SignedExtrinsic, name: string): Promise<WatchOutcome> {
  try {
    await chain.rpc('author_submitExtrinsic', [signed.hex])
  } catch (error) {
    const said = rpcErrorOf(error)
    if (!said) throw error
    const { name: reason } = readPoolRefusal(said)
    // Both mean that the first attempt arrived.
    if (reason !== 'AlreadyImported' && reason !== 'Stale') throw refused(name, said)
  }
  return { kind: 'lost' }
}

function refused(call: string, error: RpcError) {
  const { code, name, said } = readPoolRefusal(error)
  const advice = name === 'Unknown' ? `The node said: ${said}` : remedyFor(name)
  return chainErrors.CHAIN_POOL_REFUSED(
    { call, code, name, said, advice, rpcCode: error.code },
    { cause: error },
  )
}

/** Waits until the extrinsic is in a block, and gives that block's hash. */
async function included(
  { chain }: SubmitContext,
  sent: { signed: SignedExtrinsic; name: string; watch: Watch; from: number },
  options: SubmitOptions,
): Promise<string> {
  const { signed, name, from, watch } = sent
  const ms = options.deadlineMs ?? defaultDeadlineMs
  const timer = new AbortController()
  const { signal } = timer
  const look = () =>
    findIncluded(chain, signed.hex, { from, signal, finalized: options.wait === 'finalized' })
  const deadline = chain.clock.sleep(ms, signal).then(() => {
    throw chainErrors.CHAIN_NOT_INCLUDED({ call: name, hash: signed.hash, ms })
  })
  // Nodes have been seen to forget a watch without a word.
  const distrust = chain.clock
    .sleep(silentWatchMs, signal)
    .then(look)
    .then((block): WatchOutcome => ({ kind: 'included', block }))
  try {
    const outcome = await Promise.race([watch.outcome, distrust, deadline])
    if (outcome.kind === 'included') return outcome.block
    if (outcome.kind === 'lost') return await Promise.race([look(), deadline])
    throw chainErrors.CHAIN_POOL_REFUSED({
      call: name,
      code: null,
      name: outcome.status,
      said: `the pool reports "${outcome.status}"`,
      advice: 'Send it again: the pool has let the transaction go.',
    })
  } finally {
    timer.abort()
    // Ended by the line above; nobody waits for them any more.
    distrust.catch(() => {})
    deadline.catch(() => {})
  }
}
