import { defineErrors } from '@subnetkit/core'

/** Everything that this package throws on purpose, by code. */
export const localnetErrors = defineErrors({
  PORT_TAKEN: {
    message: 'Port {port} of 127.0.0.1 is taken.',
    remedy: 'Stop what listens there, or choose another one with --port (0 takes any free port).',
  },
  BLOCK_UNKNOWN: {
    message: 'UnknownBlock: Header was not found in the database: {hash}',
    remedy: 'Ask for a block of this chain; a restart without --state begins a new one.',
  },
  STATE_DISCARDED: {
    message: 'UnknownBlock: State already discarded for {hash}',
    remedy: 'The state of the last {kept} blocks is kept; ask for one of them.',
  },
  INHERENT_FAILED: {
    message: 'The runtime refused the inherent of block {number}: {result}.',
    remedy: 'Chain time must rise; check the timestamps of the blocks that you replay.',
  },
  RECORDING_MISMATCH: {
    message: 'Block {number} cannot be replayed: {reason}.',
    remedy: 'Replay with the genesis and the version of localnet that recorded it.',
  },
  STATE_LOG_CORRUPT: {
    message: '{file} is damaged at line {line}: {reason}.',
    remedy: 'Restore the file from a copy, or start anew with another --state directory.',
  },
  STATE_LOG_FOREIGN: {
    message: '{file} belongs to another chain: genesis {found}, this version makes {expected}.',
    remedy: 'Start with the options that made it and the same version, or with another --state directory.',
  },
  STATE_LOG_LOCKED: {
    message: '{file} is in use by process {pid}.',
    remedy: 'Stop that process, or start with another --state directory.',
  },
  OPTION_INVALID: {
    message: '{option} cannot be {value}: {reason}.',
    remedy: 'See subnetkit localnet --help.',
  },
  SCALE_TRUNCATED: {
    message: 'The bytes end before the value does: {wanted} more wanted at {at} of {length}.',
    remedy: 'Encode the value with the metadata that this chain serves.',
  },
  SCALE_INVALID: {
    message: 'The bytes at {at} are no {type}: {reason}.',
    remedy: 'Encode the value with the metadata that this chain serves.',
  },
  SCALE_VALUE: {
    message: '{value} cannot be encoded as {type}.',
    remedy: 'Pass a value of that type.',
  },
  CALL_UNKNOWN: {
    message: 'The TypeScript runtime has no call {call} (pallet index, call index).',
    remedy:
      'It declares only the calls that it carries out; see the list in its metadata, or use the real runtime.',
  },
  EXTRINSIC_INVALID: {
    message: 'The extrinsic cannot be decoded: {reason}',
    remedy: 'Build it with the metadata that this chain serves, as a signed extrinsic of version 4.',
  },
  RUNTIME_METHOD_UNKNOWN: {
    message: 'Exported method {method} is not found',
    remedy:
      'The TypeScript runtime serves the APIs that its metadata lists; use the real runtime for others.',
  },
  PALLET_INVALID: {
    message: 'Pallet {pallet} is declared wrongly: {reason}.',
    remedy: 'Correct the declaration; names and indices must be unique within a pallet.',
  },
})
