import { defineErrors } from '@subnetkit/core'

/** Everything that this package throws on purpose. */
export const chainErrors = defineErrors({
  CHAIN_ENDPOINT_INVALID: {
    message: '"{endpoint}" is neither a network name nor a ws:// or wss:// address.',
    remedy: 'Use local, test or finney, or an address such as ws://127.0.0.1:9944.',
  },
  CHAIN_UNREACHABLE: {
    message: 'No Subtensor node answers at {endpoint}: {reason}.',
    remedy:
      'Check the address and that the node runs; `subnetkit localnet` starts one on ws://127.0.0.1:9944.',
  },
  CHAIN_TIMEOUT: {
    message: '{endpoint} did not answer {method} within {ms} ms.',
    remedy: 'Try again; if it happens often, use a node that is nearer or less loaded.',
  },
  CHAIN_REPLACED: {
    message: '{endpoint} now serves another chain (genesis {found}, before {expected}).',
    remedy: 'Connect anew: keys, netuids and blocks of the old chain mean nothing on this one.',
  },
  CHAIN_CLOSED: {
    message: 'The connection to {endpoint} was closed by disconnect().',
    remedy: 'Call connect() again before using the chain.',
  },
  CHAIN_RPC: {
    message: '{endpoint} refused {method}: {reason}.',
    remedy:
      'The node may be too old, or may have pruned the block asked for; use another node or a newer block.',
  },
  CHAIN_INTERFACE_MISSING: {
    message: 'The runtime of {endpoint} (spec {specVersion}) has no {item}.',
    remedy: 'Use a chain whose runtime offers it, or a version of @subnetkit/chain that knows this runtime.',
  },
  CHAIN_DECODE: {
    message: '{item} came back in a shape that this version does not know: {reason}.',
    remedy: 'Update @subnetkit/chain; the runtime has probably changed.',
  },
  CHAIN_SUBNET_MISSING: {
    message: 'There is no subnet {netuid} at block {block}.',
    remedy: 'Check the netuid; `{line}` lists the subnets of this network.',
  },
  CHAIN_SPEND_REFUSED: {
    message: '{call} can cost funds and {endpoint} is not a local network ({kind}): nothing was sent.',
    remedy: 'On a public network let the owner of the coldkey send it: {line}',
  },
  CHAIN_PREFLIGHT: {
    message: '{summary} would be refused at block {block}: {violations}.',
    remedy: '{advice}',
  },
  CHAIN_CALL_FAILED: {
    message: '{call} failed on chain with {pallet}.{name}: {docs}',
    remedy: '{advice}',
  },
  CHAIN_POOL_REFUSED: {
    message: 'The node refused {call}: {name}.',
    remedy: '{advice}',
  },
  CHAIN_NOT_INCLUDED: {
    message: '{call} ({hash}) was not in a block within {ms} ms.',
    remedy: 'Look whether the chain makes blocks; the transaction may still be included until its era ends.',
  },
  CHAIN_WAIT_EXPIRED: {
    message: 'Waited {ms} ms for {what} in vain.',
    remedy: 'Look whether the chain makes blocks, or wait longer.',
  },
  CHAIN_ARGUMENT: {
    message: '{argument} is wrong: {reason}.',
    remedy: 'Correct the argument.',
  },
})
