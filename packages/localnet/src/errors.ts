import { defineErrors } from '@subnetkit/core'

/** Everything that this package throws on purpose, by code. */
export const localnetErrors = defineErrors({
  PORT_TAKEN: {
    message: 'Port {port} of 127.0.0.1 is taken.',
    remedy: 'Stop what listens there, or choose another one with --port (0 takes any free port).',
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
