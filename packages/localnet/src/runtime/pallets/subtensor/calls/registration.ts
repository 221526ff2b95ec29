import { signed } from '../../../origin.ts'
import { call } from '../../../pallet.ts'
import { accountId } from '../../../scale/chain-types.ts'
import { bytes } from '../../../scale/composites.ts'
import { u16, u64 } from '../../../scale/primitives.ts'
import { option } from '../../../scale/variants.ts'
import { createHotkey } from '../accounts.ts'
import { errors } from '../errors.ts'
import { refuse } from '../guards.ts'
import { registerNetwork, startCall } from '../network.ts'
import { passesNetworkLimit } from '../rate-limits.ts'
import { registerNeuron, registerNeuronUpTo } from '../registration.ts'
import { subnetIdentityV3 } from '../types.ts'

/** How subnets and neurons come to be. */
export const registrationCalls = {
  /** Proof of work is gone: the work is not looked at, and this costs what burned_register does. */
  register: call(
    6,
    { netuid: u16, block_number: u64, nonce: u64, work: bytes, hotkey: accountId, coldkey: accountId },
    (chain, origin, { netuid, hotkey }) => registerNeuron(chain, origin, netuid, hotkey),
    { docs: ['Register a hotkey on a subnet for its burn price; the work is ignored.'] },
  ),
  burned_register: call(
    7,
    { netuid: u16, hotkey: accountId },
    (chain, origin, { netuid, hotkey }) => registerNeuron(chain, origin, netuid, hotkey),
    { docs: ['Register a hotkey on a subnet for its burn price.'] },
  ),
  register_limit: call(
    134,
    { netuid: u16, hotkey: accountId, limit_price: u64 },
    (chain, origin, { netuid, hotkey, limit_price: limit }) =>
      registerNeuronUpTo(chain, origin, netuid, hotkey, limit),
    { docs: ['Register a hotkey on a subnet unless its burn price is above the limit.'] },
  ),
  register_network: call(
    59,
    { hotkey: accountId },
    (chain, origin, { hotkey }) => {
      registerNetwork(chain, origin, hotkey)
    },
    {
      docs: ['Register a subnet: locks the cost, and gives uid 0 to the hotkey.'],
      validate: (chain) => {
        if (!passesNetworkLimit(chain)) refuse(errors.NetworkTxRateLimitExceeded())
      },
    },
  ),
  register_network_with_identity: call(
    79,
    { hotkey: accountId, identity: option(subnetIdentityV3) },
    (chain, origin, { hotkey, identity }) => {
      registerNetwork(chain, origin, hotkey, identity)
    },
    { docs: ['Register a subnet and say what it is.'] },
  ),
  start_call: call(92, { netuid: u16 }, (chain, origin, { netuid }) => startCall(chain, origin, netuid), {
    docs: ['Start a subnet: its owner, once.'],
  }),
  try_associate_hotkey: call(
    91,
    { hotkey: accountId },
    (chain, origin, { hotkey }) => createHotkey(chain, signed(origin), hotkey),
    { docs: ['Give a hotkey that nobody owns to the signer.'] },
  ),
}
