import { defineErrors } from '@subnetkit/core'

/** Every error of this subnet's own, all of them the miner's and its engine's. */
export const imageErrors = defineErrors({
  ENGINE_KEY_MISSING: {
    message: 'The engine needs the key in the variable {variable}, which is not set.',
    remedy: 'Set that variable for the miner, or leave apiKeyEnv out of the engine when it needs no key.',
  },
  ENGINE_UNREACHABLE: {
    message: 'The engine at {host} could not be reached: {reason}.',
    remedy: 'Start the engine, and check engine.url of the miner.',
  },
  ENGINE_REFUSED: {
    message: 'The engine at {host} answered with status {status}: {reason}.',
    remedy: 'Check engine.model and the key, and look into the log of the engine.',
  },
  ENGINE_SLOW: {
    message: 'The engine at {host} gave no whole answer within {seconds} s.',
    remedy: 'Use a faster model or fewer steps, or set engine.seconds.',
  },
  ENGINE_ANSWER_INVALID: {
    message: 'The engine at {host} gave no picture: {reason}.',
    remedy:
      'It must answer POST /v1/images/generations with data[0].b64_json holding a PNG, JPEG or WebP picture.',
  },
  ENGINE_ANSWER_TOO_LARGE: {
    message: 'The engine at {host} answered with more than {max} bytes.',
    remedy:
      'Ask for smaller pictures: set engine.size to one that the engine makes and that is close to what is asked for.',
  },
})
