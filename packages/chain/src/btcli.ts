import { type AlphaRao, formatTao, type Netuid, type Rao, type Ss58 } from '@subnetkit/core'
import { resolveEndpoint } from './network.ts'

/** What has to be done on a network whose money is not ours to spend. */
export type BtcliTask =
  | { readonly do: 'create-wallet' }
  | { readonly do: 'list-subnets' }
  | { readonly do: 'show-subnet'; readonly netuid: Netuid }
  | { readonly do: 'show-subnet-price' }
  | { readonly do: 'create-subnet' }
  | { readonly do: 'start-subnet'; readonly netuid: Netuid }
  | {
      readonly do: 'set-hyperparameter'
      readonly netuid: Netuid
      readonly name: string
      readonly value: string
    }
  | { readonly do: 'register'; readonly netuid: Netuid; readonly hotkey?: Ss58 }
  | { readonly do: 'add-stake'; readonly netuid: Netuid; readonly hotkey?: Ss58; readonly amount: Rao }
  | {
      readonly do: 'remove-stake'
      readonly netuid: Netuid
      readonly hotkey?: Ss58
      readonly amount: AlphaRao
    }
  | { readonly do: 'transfer'; readonly dest: Ss58; readonly amount: Rao }
  | { readonly do: 'serve-axon'; readonly netuid: Netuid; readonly ip: string; readonly port: number }
  | {
      readonly do: 'set-weights'
      readonly netuid: Netuid
      readonly uids: readonly number[]
      readonly values: readonly number[]
    }
  | { readonly do: 'call'; readonly pallet: string; readonly name: string; readonly args: string }

/** Which network and whose wallet a line is for. */
export interface BtcliContext {
  /** A network name, or a ws:// or wss:// address (as `chain.endpoint`). */
  readonly network: string
  readonly wallet?: string
  readonly hotkeyName?: string
  readonly walletDir?: string
}

const amountText = (amount: bigint): string => formatTao(amount).replace(/\.?0+$/, '')

function words(task: BtcliTask): string[] {
  switch (task.do) {
    case 'create-wallet':
      return ['wallet', 'create']
    case 'list-subnets':
      return ['subnets', 'list']
    case 'show-subnet':
      return ['subnets', 'show', `${task.netuid}`]
    case 'show-subnet-price':
      return ['subnets', 'create-cost']
    case 'create-subnet':
      return ['subnets', 'create']
    case 'start-subnet':
      return ['hparams', 'start', '--netuid', `${task.netuid}`]
    case 'set-hyperparameter':
      return ['hparams', 'set', '--netuid', `${task.netuid}`, '--name', task.name, '--value', task.value]
    case 'register':
      return ['subnets', 'register', '--netuid', `${task.netuid}`, ...hotkeyOption(task.hotkey)]
    case 'add-stake':
    case 'remove-stake':
      return [
        'stake',
        task.do === 'add-stake' ? 'add' : 'remove',
        '--netuid',
        `${task.netuid}`,
        ...hotkeyOption(task.hotkey),
        '--amount',
        amountText(task.amount),
      ]
    case 'transfer':
      return ['wallet', 'transfer', '--dest', task.dest, '--amount', amountText(task.amount)]
    case 'serve-axon':
      return ['misc', 'axon', 'set', '--netuid', `${task.netuid}`, '--ip', task.ip, '--port', `${task.port}`]
    case 'set-weights':
      return [
        ...['misc', 'weights', 'set', '--netuid', `${task.netuid}`],
        ...['--uids', task.uids.join(','), '--weights', task.values.join(',')],
      ]
    case 'call':
      return ['call', `${task.pallet}.${task.name}`, '--args', task.args]
  }
}

const hotkeyOption = (hotkey: Ss58 | undefined): string[] =>
  hotkey === undefined ? [] : ['--hotkey', hotkey]

/** Quotes for sh whatever sh would read otherwise. */
const quoted = (word: string): string =>
  /^[\w./:,@%+=-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`

/** `finney` or `test` for their well-known addresses, the address itself otherwise. */
function networkName(network: string): string {
  for (const name of ['finney', 'test']) {
    if (network === name || network === resolveEndpoint(name, {})) return name
  }
  return network
}

/**
 * The exact line of the official command line (bittensor 11) that does a task; nothing is run.
 *
 * @example
 * ```ts
 * import { btcliLine } from '@subnetkit/chain'
 * btcliLine({ do: 'register', netuid: 12 }, { network: 'test', wallet: 'mine', hotkeyName: 'default' })
 * // btcli subnets register --netuid 12 --network test -w mine -H default
 * ```
 */
export function btcliLine(task: BtcliTask, context: BtcliContext): string {
  const local = task.do === 'create-wallet'
  return [
    ...['btcli', ...words(task)],
    ...(local ? [] : ['--network', networkName(context.network)]),
    ...(context.wallet === undefined ? [] : ['-w', context.wallet]),
    ...(context.hotkeyName === undefined ? [] : ['-H', context.hotkeyName]),
    ...(context.walletDir === undefined ? [] : ['--wallet-path', context.walletDir]),
  ]
    .map(quoted)
    .join(' ')
}
