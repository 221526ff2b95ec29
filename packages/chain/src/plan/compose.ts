import type { Call } from '@polkadot/types/interfaces'
import { encodeAxonIp } from '../axon.ts'
import type { BtcliTask } from '../btcli.ts'
import { chainErrors } from '../errors.ts'
import type { RuntimeView } from '../runtime/runtime-view.ts'
import type { Intent } from './intent.ts'

const subtensor = 'SubtensorModule'

/**
 * The call that an intent stands for, in this runtime.
 *
 * @throws CHAIN_ARGUMENT for what cannot be encoded, CHAIN_INTERFACE_MISSING
 */
export function composeCall(runtime: RuntimeView, intent: Intent): Call {
  switch (intent.op) {
    case 'set-weights': {
      const { netuid, mechanism = 0, uids, values, versionKey = 0n } = intent
      assertU16('uids', uids)
      assertU16('values', values)
      return mechanism === 0
        ? runtime.call(subtensor, 'set_weights', [netuid, uids, values, versionKey])
        : runtime.call(subtensor, 'set_mechanism_weights', [netuid, mechanism, uids, values, versionKey])
    }
    case 'serve-axon': {
      const { ip, ipType } = encodeAxonIp(intent.ip)
      assertU16('port', [intent.port])
      const { netuid, version = 1, port, protocol = 4 } = intent
      return runtime.call(subtensor, 'serve_axon', [netuid, version, ip, port, ipType, protocol, 0, 0])
    }
    case 'burned-register':
      return runtime.call(subtensor, 'burned_register', [intent.netuid, intent.hotkey])
    case 'add-stake':
      return runtime.call(subtensor, 'add_stake', [intent.hotkey, intent.netuid, intent.amount])
    case 'remove-stake':
      return runtime.call(subtensor, 'remove_stake', [intent.hotkey, intent.netuid, intent.amount])
    case 'register-network':
      return runtime.call(subtensor, 'register_network', [intent.hotkey])
    case 'start-call':
      return runtime.call(subtensor, 'start_call', [intent.netuid])
    case 'transfer':
      return runtime.call('Balances', 'transfer_keep_alive', [intent.dest, intent.amount])
    case 'set-commitment':
      return runtime.call('Commitments', 'set_commitment', [
        intent.netuid,
        { fields: [commitmentField(intent.bytes)] },
      ])
    case 'call':
      return runtime.call(intent.pallet, intent.name, intent.args)
    case 'sudo':
      return runtime.call('Sudo', 'sudo', [composeCall(runtime, intent.of)])
    case 'batch':
      return runtime.call('Utility', 'batch_all', [intent.of.map((inner) => composeCall(runtime, inner))])
  }
}

/** The btcli command that does the same as an intent, for the owner of the funds to type. */
export function btcliTask(intent: Intent): BtcliTask | undefined {
  switch (intent.op) {
    case 'set-weights':
      return { do: 'set-weights', netuid: intent.netuid, uids: intent.uids, values: intent.values }
    case 'serve-axon':
      return { do: 'serve-axon', netuid: intent.netuid, ip: intent.ip, port: intent.port }
    case 'burned-register':
      return { do: 'register', netuid: intent.netuid, hotkey: intent.hotkey }
    case 'add-stake':
      return { do: 'add-stake', netuid: intent.netuid, hotkey: intent.hotkey, amount: intent.amount }
    case 'remove-stake':
      return { do: 'remove-stake', netuid: intent.netuid, hotkey: intent.hotkey, amount: intent.amount }
    case 'register-network':
      return { do: 'create-subnet' }
    case 'start-call':
      return { do: 'start-subnet', netuid: intent.netuid }
    case 'transfer':
      return { do: 'transfer', dest: intent.dest, amount: intent.amount }
    default:
      return undefined
  }
}

function commitmentField(bytes: Uint8Array): Record<string, string> {
  const hex = `0x${Buffer.from(bytes).toString('hex')}`
  if (bytes.length <= 128) return { [`Raw${bytes.length}`]: hex }
  if (bytes.length <= 512) return { BigRaw: hex }
  throw chainErrors.CHAIN_ARGUMENT({ argument: 'bytes', reason: `${bytes.length} are more than 512 bytes` })
}

function assertU16(argument: string, values: readonly number[]): void {
  const wrong = values.find((value) => !Number.isInteger(value) || value < 0 || value > 65_535)
  if (wrong === undefined) return
  throw chainErrors.CHAIN_ARGUMENT({ argument, reason: `${wrong} is no integer from 0 to 65535` })
}
