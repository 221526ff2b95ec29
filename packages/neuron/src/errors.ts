import { defineErrors } from '@subnetkit/core'

/** Every error that the neuron runtimes throw or report on purpose. */
export const neuronErrors = defineErrors({
  NOT_REGISTERED: {
    message: 'Hotkey {hotkey} is not registered on subnet {netuid}.',
    remedy: 'Register it first: {btcli}',
  },
  AXON_ADDRESS_MISSING: {
    message: 'The axon has no address that others could reach.',
    remedy: 'Set AXON_EXTERNAL_IP (or --axon-external-ip) to the public address of this machine.',
  },
  UNSIGNED_NEEDS_LOOPBACK: {
    message: 'Unsigned requests are for programs on this machine, and {host} is not an address of it alone.',
    remedy: 'Listen on 127.0.0.1, or turn AXON_UNSIGNED (--axon-unsigned) off.',
  },
  CONFIG_INVALID: {
    message: 'The configuration is not usable: {problems}',
    remedy: 'Correct it on the command line, in the environment or in the .env file; --help lists every key.',
  },
  STATE_LOCKED: {
    message: 'The state file {path} is in use by another process.',
    remedy: 'Stop the other validator, or give this one a file of its own with --state.',
  },
  STATE_MISMATCH: {
    message: 'The state file {path} belongs to {found}, not to {expected}.',
    remedy: 'Give this validator a file of its own with --state, or move the old one away.',
  },
  STATE_CLEARED: {
    message: 'The local chain has been started anew; what {path} knew of the old one is forgotten.',
    remedy: 'Nothing is to be done; to keep states of several chains, give each a file with --state.',
  },
  STATE_TOO_NEW: {
    message: 'The state file {path} has schema version {found}; this program knows up to {known}.',
    remedy: 'Update the program, or give it a new file with --state.',
  },
  STATE_UNREADABLE: {
    message: 'The state file {path} cannot be read: {reason}.',
    remedy: 'Restore it from a copy, or move it away to start with fresh scores.',
  },
  SETUP_FAILED: {
    message: 'The setup of the subnet {subnet} failed: {reason}',
    remedy: 'Correct what it names; setup runs before anything is asked or answered.',
  },
  CHALLENGE_FAILED: {
    message: 'challenge() of the subnet {subnet} failed for neuron {uid}: {reason}',
    remedy: 'Correct challenge() in the validator file; the neuron was not asked and keeps its score.',
  },
  VERIFY_FAILED: {
    message: 'verify() of the subnet {subnet} failed on exchange {id}: {reason}',
    remedy: 'Correct verify() in the validator file; this answer counts neither for nor against the miner.',
  },
  FINDING_INVALID: {
    message: 'verify() of the subnet {subnet} returned a finding that its rule does not accept: {reason}',
    remedy: 'Make verify() return what the rule declares in `finding`.',
  },
  RULE_FAILED: {
    message: 'The rule of the subnet {subnet} failed: {reason}',
    remedy: 'Correct score() of the rule; scores stay as they were.',
  },
  CHAIN_UNREADABLE: {
    message: 'The chain could not be read: {reason}',
    remedy: 'Check --network and the connection; the neuron tries again with the next block.',
  },
  AXON_REFUSED: {
    message: 'The chain did not accept the axon address {ip}:{port}: {reason}',
    remedy: 'Correct the address; the neuron tries again once the serving rate limit has passed.',
  },
  COMMITMENT_REFUSED: {
    message: 'The chain did not accept the commitment of this miner: {reason}',
    remedy: 'Correct what commit() returns, or wait for the rate limit and start again.',
  },
  WEIGHTS_NOT_APPLIED: {
    message: 'The weights of block {block} were taken by the pool and did not come to count.',
    remedy:
      'Look at the extrinsic {hash} in the blocks after it; the usual reason is a rate limit or a lost permit.',
  },
  WEIGHTS_STALE: {
    message: 'This validator has not set weights for {blocks} blocks (tempo {tempo}).',
    remedy: 'Look at the last weights-refused event and at the receipts in the state file.',
  },
})
