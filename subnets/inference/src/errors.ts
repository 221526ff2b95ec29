import { defineErrors } from '@subnetkit/core'

/** Every error that this subnet throws on purpose beside those of the packages. */
export const inferenceErrors = defineErrors({
  MODELS_INVALID: {
    message: 'The list of models {path} is not usable: {problem}.',
    remedy: 'Correct it; the README of this subnet says what an entry holds.',
  },
  ENGINE_UNREACHABLE: {
    message: 'The inference server at {url} does not answer: {reason}.',
    remedy: 'Start it, and check the address in the setting "engine".',
  },
  ENGINE_MISMATCH: {
    message: 'The inference server at {url} serves another model as {model}: {problem}.',
    remedy: 'Load the file that the manifest names, or map the name with the setting "engine".',
  },
  ENGINE_FAILED: {
    message: 'The inference server at {url} gave no usable answer for {model}: {reason}.',
    remedy: 'Look at its log; its answers must follow the Open Inference Protocol, version 2.',
  },
})
