import { existsSync, readFileSync } from 'node:fs'
import { decAnyMetadata, unifyMetadata } from '@polkadot-api/substrate-bindings'
import { describe, expect, it } from 'vitest'
import { createRuntime } from '../../runtime.ts'

/*
 * What these pallets declare, compared with the real metadata of spec 424 where a copy of it lies next to the checkout.
 */

const file = new URL(
  '../../../../../../../shared/subtensor-metadata/subtensor-finney-424.v15.scale',
  import.meta.url,
)
type Metadata = ReturnType<typeof unifyMetadata>

/** A type in words, with paths, so that equal words are equal types. */
function words(metadata: Metadata, id: number, depth = 0): string {
  const { def, path, params } = metadata.lookup[id]!
  const inner = (each: number) => words(metadata, each, depth + 1)
  const name = path.join('::')
  if (/Runtime(Call|Event)$/.test(name) || depth > 12) return path.at(-1) ?? ''
  const fields = (list: readonly { name: string | undefined; type: number }[]) =>
    list.map((field) => `${field.name ?? ''}:${inner(field.type)}`).join(',')
  const parameters = params.map(
    ({ name: parameter, type }) => parameter + (type === undefined ? '' : inner(type)),
  )
  const head = `${name}<${parameters.join(',')}>`
  switch (def.tag) {
    case 'primitive':
      return def.value.tag
    case 'sequence':
      return `Vec(${inner(def.value)})`
    case 'array':
      return `[${inner(def.value.type)};${def.value.len}]`
    case 'tuple':
      return `(${def.value.map(inner).join(',')})`
    case 'compact':
      return `Compact(${inner(def.value)})`
    case 'composite':
      return `${head}{${fields(def.value)}}`
    case 'variant':
      return `${head}[${def.value.map((arm) => `${arm.index}${arm.name}(${fields(arm.fields)})`).join('|')}]`
    default:
      return def.tag
  }
}

const pallet = (metadata: Metadata, name: string) => metadata.pallets.find((each) => each.name === name)!
const idOf = (reference: number | { type: number } | undefined): number | undefined =>
  typeof reference === 'object' ? reference.type : reference

function arms(metadata: Metadata, reference: number | { type: number } | undefined): Map<string, string> {
  const id = idOf(reference)
  const def = id === undefined ? undefined : metadata.lookup[id]!.def
  if (def?.tag !== 'variant') return new Map()
  return new Map(
    def.value.map((arm) => [
      arm.name,
      `${arm.index}(${arm.fields.map((field) => `${field.name ?? ''}:${words(metadata, field.type)}`).join(',')})`,
    ]),
  )
}

function items(metadata: Metadata, name: string): Map<string, string> {
  return new Map(
    (pallet(metadata, name).storage?.items ?? []).map((item) => {
      const { tag, value } = item.type
      const shape =
        tag === 'plain'
          ? words(metadata, value)
          : `${value.hashers.map((hasher) => hasher.tag).join(',')} ${words(metadata, value.key)} => ${words(metadata, value.value)}`
      return [item.name, `${item.modifier} ${shape} = ${item.fallback}`]
    }),
  )
}

const constants = (metadata: Metadata, name: string) =>
  new Map(
    pallet(metadata, name).constants.map((each) => [
      each.name,
      `${words(metadata, each.type)} = ${each.value}`,
    ]),
  )

function methods(metadata: Metadata): Map<string, string> {
  return new Map(
    metadata.apis.flatMap((api) =>
      api.methods.map((method): [string, string] => [
        `${api.name}.${method.name}`,
        `${method.inputs.map((input) => `${input.name}:${words(metadata, input.type)}`).join(',')} -> ${words(metadata, method.output)}`,
      ]),
    ),
  )
}

/** What ours says otherwise than the real one. */
const differences = (ours: Map<string, string>, real: Map<string, string>) =>
  [...ours]
    .filter(([name, shape]) => real.get(name) !== shape)
    .map(([name, shape]) => ({ name, shape, real: real.get(name) }))

const load = (bytes: Uint8Array): Metadata => unifyMetadata(decAnyMetadata(bytes))

describe.runIf(existsSync(file))('the interface of spec 424', () => {
  const real = load(new Uint8Array(readFileSync(file)))
  const ours = load(createRuntime({ slotDurationMs: 12_000 }).metadata(15))

  it.each(['SubtensorModule', 'AdminUtils', 'Swap', 'Commitments', 'AlphaAssets'])('of %s', (name) => {
    const [mine, theirs] = [pallet(ours, name), pallet(real, name)]
    expect(mine.index).toBe(theirs.index)
    expect(differences(items(ours, name), items(real, name))).toEqual([])
    expect(differences(constants(ours, name), constants(real, name))).toEqual([])
    for (const part of ['calls', 'events', 'errors'] as const) {
      expect(differences(arms(ours, mine[part]), arms(real, theirs[part]))).toEqual([])
    }
    // Storage, errors and events are whole; calls are those that work.
    expect(items(ours, name).size).toBe(items(real, name).size)
    expect(arms(ours, mine.events).size).toBe(arms(real, theirs.events).size)
    expect(arms(ours, mine.errors).size).toBe(arms(real, theirs.errors).size)
  })

  it('is compared at all', () => {
    expect(items(ours, 'SubtensorModule').size).toBeGreaterThan(200)
    expect(arms(ours, pallet(ours, 'SubtensorModule').errors).size).toBe(147)
    expect(arms(ours, pallet(ours, 'SubtensorModule').events).size).toBe(137)
    expect(arms(ours, pallet(ours, 'AdminUtils').calls).size).toBeGreaterThan(40)
    expect(differences(new Map([['Tempo', 'u32']]), items(real, 'SubtensorModule'))).toHaveLength(1)
  })

  it('of the runtime APIs', () => {
    const own = new Map(
      [...methods(ours)].filter(([name]) => /(Subnet|Neuron|Stake|Delegate|Swap)/.test(name)),
    )
    expect(own.size).toBeGreaterThan(35)
    expect(differences(own, methods(real))).toEqual([])
  })
})
