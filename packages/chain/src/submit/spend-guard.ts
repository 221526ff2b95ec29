import type { Call } from '@polkadot/types/interfaces'
import { type BtcliTask, btcliLine } from '../btcli.ts'
import { chainErrors } from '../errors.ts'
import type { NetworkKind } from '../network.ts'

/** `local-only` (default): what may cost funds is sent on local networks only. `allow`: it is sent anywhere. */
export type SpendPolicy = 'local-only' | 'allow'

/**
 * The calls of hotkeys that the runtime charges nothing for (`Pays::No`). Everything that is not named
 * here counts as spending, so a call of a newer runtime is refused rather than paid for.
 */
const freeCalls: ReadonlySet<string> = new Set([
  'SubtensorModule.set_weights',
  'SubtensorModule.set_mechanism_weights',
  'SubtensorModule.batch_set_weights',
  'SubtensorModule.commit_weights',
  'SubtensorModule.commit_mechanism_weights',
  'SubtensorModule.commit_timelocked_weights',
  'SubtensorModule.commit_timelocked_mechanism_weights',
  'SubtensorModule.commit_crv3_mechanism_weights',
  'SubtensorModule.batch_commit_weights',
  'SubtensorModule.reveal_weights',
  'SubtensorModule.reveal_mechanism_weights',
  'SubtensorModule.batch_reveal_weights',
  'SubtensorModule.serve_axon',
  'SubtensorModule.serve_axon_tls',
  'SubtensorModule.serve_prometheus',
  'Commitments.set_commitment',
])

/** Whether the runtime charges nothing for a call, by its name `Pallet.call`. */
export const isFreeCall = (name: string): boolean => freeCalls.has(name)

/** The name of a call as the runtime has it, for example `SubtensorModule.set_weights`. */
export function callName(call: Pick<Call, 'section' | 'method'>): string {
  const pallet = call.section.charAt(0).toUpperCase() + call.section.slice(1)
  return `${pallet}.${call.method.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`
}

/**
 * Lets a call pass when it is free, the network local, or spending allowed explicitly.
 *
 * @throws CHAIN_SPEND_REFUSED
 */
export function assertMaySpend(options: {
  readonly call: string
  readonly kind: NetworkKind
  readonly endpoint: string
  readonly spend?: SpendPolicy | undefined
  readonly task?: BtcliTask | undefined
}): void {
  const { call, kind, endpoint, spend = 'local-only' } = options
  if (kind === 'local' || spend === 'allow' || isFreeCall(call)) return
  const [pallet = '', name = ''] = call.split('.')
  const task = options.task ?? { do: 'call', pallet, name, args: '<arguments as JSON>' }
  throw chainErrors.CHAIN_SPEND_REFUSED({
    call,
    kind,
    endpoint,
    line: btcliLine(task, { network: endpoint }),
  })
}
