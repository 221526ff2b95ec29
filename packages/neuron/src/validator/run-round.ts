import { type Clock, isSubnetkitError, type Random } from '@subnetkit/core'
import type { Contract } from '@subnetkit/protocol'
import type { Client } from '@subnetkit/protocol/client'
import type { AnyValidator } from '../any-subnet.ts'
import type { ChainPort, PortEpoch } from '../chain-port.ts'
import { reasonOf } from '../error-event.ts'
import { neuronErrors } from '../errors.ts'
import type { RoundSettledEvent, SettledReason, ValidatorEvent } from '../events.ts'
import { type NeuronView, registrationKey } from '../neuron-view.ts'
import type { ValidatorState } from '../state/validator-state.ts'
import { gatherEvidence } from './gather-evidence.ts'
import { evidenceOf, judgeRound } from './judge-round.ts'
import { keepRound } from './keep-round.ts'
import { meanFindings } from './mean-findings.ts'
import { neuronViews } from './neuron-views.ts'
import { planRound } from './plan-round.ts'
import type { RoundBudget } from './round-budget.ts'

/** What every round of one validator has in common. */
export interface RoundContext {
  readonly contract: Contract
  readonly validator: AnyValidator
  readonly env: unknown
  readonly chain: ChainPort
  readonly netuid: number
  readonly hotkey: string
  readonly client: Client
  readonly clock: Clock
  readonly state: ValidatorState
  /** The PRF of the secret challenge key. */
  readonly random: Random
  readonly scoreAlpha: number
  readonly inFlight: number
  readonly onEvent: (event: ValidatorEvent) => void
  readonly onError: (error: unknown) => void
  /** Puts the kept scores on chain. */
  readonly submit: (epoch: number) => Promise<SettledReason>
}

/** Epochs whose exchanges, findings and receipts are kept. Scores are kept for as long as the registration lasts. */
const keptEpochs = 24

/**
 * One round: asks, verifies, judges, keeps scores, sets weights, and says so. Whatever part an earlier process has done
 * is not done again: exchanges are stored one by one, scores and the mark that they count in one transaction.
 *
 * @param signals `over` ends the asking early, and what has been gathered until then counts; `stopping` leaves the
 *   round as it is, for the next process
 */
export async function runRound(
  context: RoundContext,
  epoch: PortEpoch,
  budget: RoundBudget,
  signals: { readonly over: AbortSignal; readonly stopping: AbortSignal },
): Promise<SettledReason> {
  const { chain, netuid, hotkey, clock, state, onEvent, onError } = context
  const startedMs = clock.monotonicMs()
  const neurons = neuronViews(await chain.metagraph(netuid)).filter((neuron) => neuron.hotkey !== hotkey)
  const earlier = state.round(epoch.index)
  state.openRound({ epoch: epoch.index, lastEpochBlock: epoch.lastEpochBlock, atMs: clock.nowMs() })

  let judged: ReadonlyMap<string, number> = new Map()
  if (earlier?.status !== 'scored') {
    const served = neurons.filter(({ axon }) => axon)
    const plan = await planRound({ ...context, epoch: epoch.index, neurons: served })
    onEvent({
      type: 'round-started',
      epoch: epoch.index,
      lastEpochBlock: epoch.lastEpochBlock,
      neurons: new Set(plan.map(({ neuron }) => neuron.hotkey)).size,
      questions: plan.length,
      deadlineMs: Math.round(budget.settleMs),
      resumed: earlier !== undefined,
    })
    await gatherEvidence({
      ...context,
      epoch: epoch.index,
      plan,
      askUntilMs: startedMs + budget.askMs,
      settleUntilMs: startedMs + budget.settleMs,
      signal: AbortSignal.any([signals.over, signals.stopping]),
    })
    signals.stopping.throwIfAborted()
    judged = judge(context, epoch.index, neurons)
    keepRound({ state, netuid, epoch: epoch.index, neurons, judged, alpha: context.scoreAlpha })
  }

  let reason: SettledReason
  try {
    reason = await context.submit(epoch.index)
  } catch (error) {
    onError(isSubnetkitError(error) ? error : neuronErrors.CHAIN_UNREADABLE({ reason: reasonOf(error) }))
    reason = 'weights-refused'
  }
  state.settleRound(epoch.index, reason)
  state.prune(epoch.index - keptEpochs)
  onEvent(settledEvent(state, epoch, neurons, judged, reason))
  return reason
}

/** The rule's word on this round; a rule that fails changes no score. */
function judge(
  context: RoundContext,
  epoch: number,
  neurons: readonly NeuronView[],
): ReadonlyMap<string, number> {
  const { validator, contract, state } = context
  const evidence = evidenceOf(neurons, state.exchanges(epoch))
  const scored = new Set(state.scores().map(registrationKey))
  try {
    return judgeRound({ validator, epoch, neurons, evidence, scored })
  } catch (error) {
    const { name: subnet } = contract
    context.onError(neuronErrors.RULE_FAILED({ subnet, reason: reasonOf(error) }, { cause: error }))
    return new Map()
  }
}

function settledEvent(
  state: ValidatorState,
  epoch: PortEpoch,
  neurons: readonly NeuronView[],
  judged: ReadonlyMap<string, number>,
  reason: SettledReason,
): RoundSettledEvent {
  const exchanges = state.exchanges(epoch.index)
  const kept = new Map(state.scores().map((entry) => [registrationKey(entry), entry.score]))
  const found = new Map<string, unknown[]>()
  for (const { verdict, ...of } of exchanges) {
    if (verdict?.verdict !== 'finding') continue
    const key = registrationKey(of)
    found.set(key, [...(found.get(key) ?? []), verdict.finding])
  }
  return {
    type: 'round-settled',
    epoch: epoch.index,
    lastEpochBlock: epoch.lastEpochBlock,
    reason,
    questions: exchanges.length,
    failures: exchanges.filter(({ outcome }) => 'failure' in outcome).length,
    scores: neurons.flatMap((neuron) => {
      const key = registrationKey(neuron)
      const score = kept.get(key)
      if (score === undefined) return []
      const { uid, hotkey } = neuron
      const findings = meanFindings(found.get(key) ?? [])
      return [{ uid, hotkey, score, round: judged.get(hotkey) ?? null, findings }]
    }),
  }
}
