import { type Model, modelErrors } from '@subnetkit/models'

/**
 * Makes sure that a model is the network that it is used as, so that a wrong `--set` is told at start and not by failing
 * answers.
 *
 * @throws MODEL_KIND
 */
export function demandNetwork(
  { manifest }: Model,
  name: string,
  { inputs, outputs }: { readonly inputs: readonly string[]; readonly outputs: readonly string[] },
): void {
  const isRight =
    manifest.kind === 'tensors' &&
    inputs.every((wanted) => manifest.inputs.some((input) => input.name === wanted)) &&
    outputs.every((wanted) => manifest.outputs.some((output) => output.name === wanted))
  if (isRight) return
  const wanted = `${name} with the inputs ${inputs.join(', ')} and the outputs ${outputs.join(', ')}`
  throw modelErrors.MODEL_KIND({ name: manifest.name, kind: manifest.kind, wanted })
}
