import { randomBytes } from 'node:crypto'
import type { Chain } from '@subnetkit/chain'
import { type Clock, isSubnetkitError, seededRandom, systemClock } from '@subnetkit/core'
import type { Models } from '@subnetkit/models'
import { createClient } from '@subnetkit/protocol/client'
import type { Keypair } from '@subnetkit/wallet/keys'
import type { ValidatorSubnet } from '../any-subnet.ts'
import type { ChainPort, PortEpoch } from '../chain-port.ts'
import type { AdjustWeights } from '../character.ts'
import { portOf } from '../connect-port.ts'
import { errorEvent, reasonOf } from '../error-event.ts'
import { neuronErrors } from '../errors.ts'
import type { SettledReason, ValidatorEvent } from '../events.ts'
import { type Log, silentLog } from '../host.ts'
import { setUp } from '../set-up.ts'
import { openValidatorState, type ValidatorState } from '../state/validator-state.ts'
import { within } from '../within.ts'
import { defaultScoreAlpha } from './keep-round.ts'
import { roundBudget } from './round-budget.ts'
import { type RoundContext, runRound } from './run-round.ts'
import { clearOfOldChain, rememberChain } from './same-chain.ts'
import { submitWeights } from './submit-weights.ts'
import { type HeadWatch, watchHeads } from './watch-heads.ts'

/** What a validator is made of. */
export interface ValidatorOptions {
  readonly subnet: ValidatorSubnet
  /** A connection, or what stands for one in a test. */
  readonly chain: Chain | ChainPort
  readonly netuid: number
  readonly hotkey: Keypair
  /** The subnet's own settings, checked by its schema. */
  readonly config?: Readonly<Record<string, unknown>>
  /** The SQLite file; made when missing. */
  readonly statePath: string
  readonly models: Models
  /** Secret that all questions follow from. Default: drawn once and kept in the state file. */
  readonly challengeKey?: Uint8Array
  /** Whether axons at loopback and private addresses are asked. Default: on local networks only. */
  readonly allowLocal?: boolean
  /** Milliseconds for a whole round whatever the blocks do, for a chain in lockstep. Default: until the epoch ends. */
  readonly roundDeadlineMs?: number | undefined
  /** Questions out at a time, over all neurons. Default 64; few where all miners share one machine. */
  readonly inFlight?: number
  /** Share of the newest round in a kept score, above 0 and up to 1. Default 0.3. */
  readonly scoreAlpha?: number
  readonly adjustWeights?: AdjustWeights
  readonly clock?: Clock
  readonly log?: Log
  readonly onEvent?: (event: ValidatorEvent) => void
}

/** How a validator is at the moment. */
export interface ValidatorStatus {
  readonly running: boolean
  readonly uid: number | null
  readonly block: number
  readonly epoch: number | null
  readonly lastSettled: { readonly epoch: number; readonly reason: SettledReason } | null
  readonly scores: readonly { readonly hotkey: string; readonly score: number; readonly rounds: number }[]
}

/** A validator: a value that starts and stops, and owns nothing outside itself but its state file. */
export interface RunningValidator {
  start(): Promise<void>
  stop(): Promise<void>
  status(): ValidatorStatus
}

/** How long to wait for a head before looking at the chain anyway. */
const idleMs = 30_000
/** How long a stop waits for what cannot be aborted. */
const stopGraceMs = 1_000
/** Questions out at a time, over all neurons. */
const defaultInFlight = 64
/** Attempts at weights per epoch after the first. */
const retries = 3

/**
 * Makes a validator: one round an epoch. `start` resolves when it is registered, set up and watching.
 *
 * @throws from `start`: NOT_REGISTERED, SETUP_FAILED, CONFIG_INVALID, STATE_LOCKED, STATE_MISMATCH, STATE_TOO_NEW,
 *   STATE_UNREADABLE, and what the chain throws
 * @example
 * ```ts
 * import { connect } from '@subnetkit/chain'
 * import { createValidator } from '@subnetkit/neuron'
 *
 * const chain = await connect({ endpoint: 'local' })
 * const running = createValidator({ subnet: { contract, validator }, chain, netuid: 2, hotkey, statePath, models })
 * await running.start()
 * ```
 */
export function createValidator(options: ValidatorOptions): RunningValidator {
  const { subnet, netuid, hotkey, clock = systemClock, log = silentLog } = options
  const chain = portOf(options.chain)
  const onEvent = options.onEvent ?? (() => {})
  const onError = (error: unknown): void => onEvent(errorEvent(error))
  let stopping = new AbortController()
  let loop: Promise<void> | undefined
  let state: ValidatorState | undefined
  let heads: HeadWatch | undefined
  let closeClient: () => Promise<unknown> | unknown = () => {}
  let uid: number | null = null
  let lastSettled: ValidatorStatus['lastSettled'] = null
  let current: number | null = null

  async function start(): Promise<void> {
    stopping = new AbortController()
    const metagraph = await chain.metagraph(netuid)
    const self = metagraph.neurons.find((neuron) => neuron.hotkey === hotkey.ss58)
    if (!self) {
      const btcli = await chain.registerLine(netuid)
      throw neuronErrors.NOT_REGISTERED({ hotkey: hotkey.ss58, netuid, btcli })
    }
    uid = self.uid
    const opened = openValidatorState(options.statePath, `${chain.genesisHash}/${netuid}/${hotkey.ss58}`)
    state = opened
    try {
      if (await clearOfOldChain(opened, chain))
        onError(neuronErrors.STATE_CLEARED({ path: options.statePath }))
      const host = { models: options.models, log, signal: stopping.signal }
      const env = await setUp(subnet.contract.name, subnet.validator, host, options.config)
      const client = createClient({
        keypair: hotkey,
        allowLocal: options.allowLocal ?? chain.network === 'local',
        clock,
      })
      closeClient = () => client.close()
      heads = watchHeads({ chain, clock, idleMs, signal: stopping.signal })
      const random = seededRandom(options.challengeKey ?? storedKey(opened))
      const context: RoundContext = {
        contract: subnet.contract,
        validator: subnet.validator,
        env,
        chain,
        netuid,
        hotkey: hotkey.ss58,
        client,
        clock,
        state: opened,
        random,
        scoreAlpha: options.scoreAlpha ?? defaultScoreAlpha,
        inFlight: options.inFlight ?? defaultInFlight,
        onEvent,
        onError,
        submit: (epoch) =>
          submitWeights({
            chain,
            netuid,
            keypair: hotkey,
            state: opened,
            clock,
            epoch,
            ...(options.adjustWeights ? { adjustWeights: options.adjustWeights } : {}),
            random: random.derive('weights', epoch),
            onEvent,
          }),
      }
      onEvent({ type: 'started', role: 'validator', netuid, uid, hotkey: hotkey.ss58 })
      loop = run(context, heads).catch((error) => {
        if (!stopping.signal.aborted) onError(error)
      })
    } catch (error) {
      await close()
      throw error
    }
  }

  async function run(context: RoundContext, watch: HeadWatch): Promise<void> {
    const { signal } = stopping
    let tries = 0
    for (;;) {
      try {
        const epoch = await chain.epoch(netuid)
        const round = context.state.round(epoch.index)
        if (round?.status !== 'settled') {
          tries = 0
          await oneRound(context, watch, epoch)
        } else if (retriable(round.reason) && tries < retries) {
          const reason = await context.submit(epoch.index)
          if (reason !== 'rate-limited') tries++
          if (reason !== round.reason) context.state.settleRound(epoch.index, reason)
        }
      } catch (error) {
        if (signal.aborted) return
        onError(isSubnetkitError(error) ? error : neuronErrors.CHAIN_UNREADABLE({ reason: reasonOf(error) }))
        await clock.sleep(1_000, signal)
      }
      await watch.next()
    }
  }

  async function oneRound(context: RoundContext, watch: HeadWatch, epoch: PortEpoch): Promise<void> {
    const { slotMs } = chain
    const fixedMs = options.roundDeadlineMs
    const budget = roundBudget({ epoch, slotMs, ...(fixedMs === undefined ? {} : { fixedMs }) })
    const isResumed = context.state.round(epoch.index) !== undefined
    // Too late to ask anybody fairly: the next epoch is near.
    if (budget.askMs < 250 && !isResumed) return
    current = epoch.index
    const over = new AbortController()
    const nextEpochBlock = epoch.tempo === 0 ? Infinity : epoch.lastEpochBlock + epoch.tempo
    const unwatch = watch.onHead((number) => {
      if (number >= nextEpochBlock) over.abort()
    })
    try {
      await rememberChain(context.state, chain, epoch)
      const signals = { over: over.signal, stopping: stopping.signal }
      const reason = await runRound(context, epoch, budget, signals)
      lastSettled = { epoch: epoch.index, reason }
    } finally {
      unwatch()
    }
  }

  async function close(): Promise<void> {
    heads?.stop()
    await within(stopGraceMs, clock, closeClient())
    state?.close()
    state = undefined
  }

  return {
    start,
    async stop() {
      if (!state) return
      stopping.abort()
      await within(stopGraceMs, clock, loop)
      await close()
      onEvent({ type: 'stopped', role: 'validator' })
    },
    status: () => ({
      running: state !== undefined && !stopping.signal.aborted,
      uid,
      block: heads?.number() ?? 0,
      epoch: current,
      lastSettled,
      scores: state?.scores().map(({ hotkey: key, score, rounds }) => ({ hotkey: key, score, rounds })) ?? [],
    }),
  }
}

const retriable = (reason: string | null): boolean =>
  reason === 'rate-limited' || reason === 'weights-refused'

function storedKey(state: ValidatorState): Uint8Array {
  const known = state.meta('challenge-key')
  if (known) return new Uint8Array(Buffer.from(known, 'hex'))
  const key = randomBytes(32)
  state.setMeta('challenge-key', key.toString('hex'))
  return new Uint8Array(key)
}
