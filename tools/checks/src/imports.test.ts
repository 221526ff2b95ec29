import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { findOffences, judgeImport } from './imports.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))

it('finds no import that goes against the picture', () => {
  expect(findOffences(root)).toEqual([])
})

it.each([
  ['packages/scoring/src/rule.ts', '@subnetkit/chain'],
  ['packages/protocol/src/index.ts', '@subnetkit/wallet/files'],
  ['packages/neuron/src/miner.ts', '@subnetkit/localnet'],
  ['packages/core/src/clock.ts', 'node:timers'],
  ['packages/localnet/src/runtime/pallet.ts', 'node:crypto'],
  ['packages/cli/src/up.ts', '@subnetkit/subnet-text/miner'],
  ['packages/neuron/src/miner.ts', 'onnxruntime-node'],
  ['subnets/text/src/miner.ts', '@subnetkit/subnet-image/contract'],
  ['subnets/text/src/miner.ts', 'subnetkit'],
  ['subnets/text/src/miner.ts', '@subnetkit/localnet'],
])('refuses %s importing %s', (file, imported) => {
  expect(judgeImport(file, imported)).toBeTypeOf('string')
})

it.each([
  ['packages/protocol/src/auth.ts', '@subnetkit/wallet/keys'],
  ['packages/chain/src/chain.test.ts', '@subnetkit/localnet'],
  ['subnets/text/src/miner.ts', '@subnetkit/neuron'],
  ['packages/localnet/src/server.ts', 'node:http'],
])('allows %s importing %s', (file, imported) => {
  expect(judgeImport(file, imported)).toBeUndefined()
})
