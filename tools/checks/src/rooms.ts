/**
 * Who may import whom: a package may import those listed beside it and nothing else of ours.
 * Arrows point down only; the picture is in docs/design.md.
 */
export const rooms: Readonly<Record<string, readonly string[]>> = {
  core: [],
  wallet: ['core'],
  scoring: ['core'],
  models: ['core'],
  protocol: ['core', 'wallet/keys'],
  chain: ['core', 'wallet'],
  neuron: ['core', 'wallet', 'scoring', 'models', 'protocol', 'chain'],
  characters: ['core', 'wallet', 'scoring', 'models', 'protocol', 'chain', 'neuron'],
  localnet: ['core', 'scoring', 'wallet/keys'],
  cli: ['core', 'wallet', 'scoring', 'models', 'protocol', 'chain', 'neuron', 'characters', 'localnet'],
}

/** A subnet builds on everything that a founder has: no localnet, no cli, no other subnet. */
export const subnetRoom: readonly string[] = [
  'core',
  'wallet',
  'scoring',
  'models',
  'protocol',
  'chain',
  'neuron',
  'characters',
]

/** Packages from outside that only these folders may import. */
export const keepers: Readonly<Record<string, readonly string[]>> = {
  'onnxruntime-node': ['packages/models/', 'tools/train/'],
  'onnxruntime-web': ['packages/models/'],
  // The cli's entries only load it early; see there.
  '@polkadot/api': ['packages/chain/', 'packages/cli/bin/'],
  libsql: ['packages/neuron/'],
  express: ['packages/protocol/'],
}

/** Source that must also run in a browser: nothing from `node:`. */
export const browserSafe: readonly string[] = [
  'packages/core/src/',
  'packages/scoring/src/',
  'packages/wallet/src/keys/',
  'packages/protocol/src/index.ts',
  'packages/localnet/src/runtime/',
]
