import { defineErrors } from '@subnetkit/core'

/** Every error that this subnet throws on purpose. None of them reaches a caller: they tell an operator what to do. */
export const textErrors = defineErrors({
  ENGINE_UNREACHABLE: {
    message: 'The engine at {url} does not answer: {reason}.',
    remedy: 'Start it, and check `url` of the engine setting: it is the address without /v1.',
  },
  ENGINE_REFUSED: {
    message: 'The engine refused {path} with status {status}: {reason}.',
    remedy: 'Check its key (`apiKeyEnv`), its version and its flags against the README of this subnet.',
  },
  ENGINE_BROKEN: {
    message: 'The engine answered {path} in a way that cannot be used: {reason}.',
    remedy: 'Check its version and its flags against the README of this subnet, and its log.',
  },
  ENGINE_UNFIT: {
    message: 'The engine at {url} cannot serve this subnet: {reason}.',
    remedy:
      'Set `kind` and `model` of the engine setting to what the engine is and serves; see the README of this subnet.',
  },
  ENGINE_KEY_MISSING: {
    message: 'The environment variable {name}, which should hold the key of the engine, is not set.',
    remedy: 'Set it, or correct `apiKeyEnv` of the engine setting.',
  },
})
