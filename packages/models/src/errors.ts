import { defineErrors } from '@subnetkit/core'

/** Every error that this package throws on purpose. */
export const modelErrors = defineErrors({
  MANIFEST_INVALID: {
    message: 'The model manifest {path} is not valid: {problem}.',
    remedy: 'Restore the manifest from the package or repository that it came with.',
  },
  MODEL_MISSING: {
    message: 'The model file {path} does not exist or cannot be read.',
    remedy: 'Restore the file from the package or repository that it came with, or train the model again.',
  },
  MODEL_ALTERED: {
    message: 'The model file {path} is not the one its manifest names (expected {expected}, found {found}).',
    remedy: 'Restore the file, or correct the manifest if you changed the model on purpose.',
  },
  MODEL_TOO_LARGE: {
    message: 'The model file {path} has {bytes} bytes, more than the {limit} that are allowed.',
    remedy: 'Use a smaller model, or raise maxModelBytes of createModels().',
  },
  MODEL_INVALID: {
    message: 'ONNX Runtime does not accept the model {name}: {problem}.',
    remedy:
      'Check the file with an ONNX viewer; it must be an ONNX model whose operators the CPU provider knows.',
  },
  BACKEND_MISSING: {
    message: 'The model {name} is to run in WebAssembly, and that cannot be loaded: {problem}.',
    remedy: 'Install it beside this package: npm install onnxruntime-web@1.30.0',
  },
  MODEL_KIND: {
    message: 'The model {name} is of kind {kind}, and a {wanted} is needed here.',
    remedy: 'Point to a manifest of that kind.',
  },
  RUN_FAILED: {
    message: 'The model {name} could not be run: {problem}.',
    remedy: 'Compare the inputs with what the manifest lists: names, element types and shapes.',
  },
  PROMPT_TOO_LONG: {
    message: 'The prompt has {tokens} tokens, and this model takes {limit} at most.',
    remedy: 'Shorten the prompt.',
  },
  GENERATION_INVALID: {
    message: 'The option {option} of a generation is not valid: {problem}.',
    remedy:
      "Pass messages of which the last is the user's, a temperature of 0.05 to 4, topK from 1, topP above 0 up to 1, maxTokens of 1 to the context length, at most 16 stop texts and a seed of at most 256 characters.",
  },
  WORKER_CRASHED: {
    message: 'The worker thread that ran a model ended before it answered: {problem}.',
    remedy: 'Try again: the worker is replaced. If it happens every time, look for a lack of memory.',
  },
  MODELS_CLOSED: {
    message: 'These models have been closed.',
    remedy: 'Call createModels() again, and close it only when nothing needs it any more.',
  },
})
