import { expect, it } from 'vitest'
import { publishOrder } from './publish-order.ts'

const one = (name: string, needs: object = {}) => ({ manifest: { name, version: '1.0.0', ...needs } })
const names = (packages: readonly ReturnType<typeof one>[]): string[] =>
  publishOrder(packages).map(({ manifest }) => manifest.name)

it('puts what is needed first, whatever kind of dependency it is', () => {
  const cli = one('cli', { dependencies: { neuron: '1', zod: '4' }, peerDependencies: { poems: '1' } })
  const poems = one('poems', { optionalDependencies: { neuron: '1' } })
  const neuron = one('neuron', { dependencies: { core: '1' } })
  expect(names([cli, poems, neuron, one('core')])).toEqual(['core', 'neuron', 'poems', 'cli'])
})

it('ends where packages need each other', () => {
  const a = one('a', { dependencies: { b: '1' } })
  expect(names([a, one('b', { peerDependencies: { a: '1' } })])).toEqual(['b', 'a'])
})
