import { existsSync, readFileSync } from 'node:fs'
import { metadata as metadataCodec } from '@polkadot-api/substrate-bindings'
import { describe, expect, it } from 'vitest'
import { createRuntime } from '../runtime.ts'

// The real runtime's metadata is data that this project does not carry; the test runs where it lies beside it.
const file = new URL(
  '../../../../../../shared/subtensor-metadata/subtensor-finney-424.v15.scale',
  import.meta.url,
)

type Metadata = ReturnType<typeof readV15>
type Pallet = Metadata['pallets'][number]

function readV15(bytes: Uint8Array) {
  const { tag, value } = metadataCodec.dec(bytes).metadata
  if (tag !== 'v15') throw new TypeError(`expected v15, got ${tag}`)
  return value
}

/** Enums of which we declare a part: their arms are compared one by one, elsewhere. */
const partial = /^node_subtensor_runtime::Runtime(Call|Event|Error)$|::pallet::(Call|Event|Error)$/

/** A type without the names that clients do not decode by, as nested plain data. */
function shape({ lookup }: Metadata, id: number, seen: readonly number[] = []): unknown {
  if (seen.includes(id)) return 'itself'
  const { path, def } = lookup[id]!
  const name = path.join('::')
  if (partial.test(name)) return name
  const inner = (next: number) => shape({ lookup } as Metadata, next, [...seen, id])
  const fields = (list: readonly { name: string | undefined; type: number }[]) =>
    list.map((field) => [field.name, inner(field.type)])
  switch (def.tag) {
    case 'composite':
      return { name, fields: fields(def.value) }
    case 'variant':
      return {
        name,
        arms: Object.fromEntries(def.value.map((arm) => [arm.name, [arm.index, fields(arm.fields)]])),
      }
    case 'sequence':
      return { sequence: inner(def.value) }
    case 'array':
      return { array: def.value.len, of: inner(def.value.type) }
    case 'tuple':
      return def.value.map(inner)
    case 'primitive':
      return def.value.tag
    case 'compact':
      return { compact: inner(def.value) }
    default:
      return def.tag
  }
}

/** Pallets declared with all their storage, events and errors; of calls there are those that work. */
const whole = ['SubtensorModule', 'AdminUtils', 'Swap', 'Commitments', 'AlphaAssets']

describe.runIf(existsSync(file))('the declarations against the real metadata of spec 424', () => {
  const ours = readV15(createRuntime({ slotDurationMs: 12_000 }).metadata(15))
  // Also the body of a suite that is not run is read.
  const real = existsSync(file) ? readV15(readFileSync(file)) : ours
  const realPallet = (name: string): Pallet => {
    const found = real.pallets.find((pallet) => pallet.name === name)
    if (!found) throw new Error(`the real runtime has no pallet ${name}`)
    return found
  }
  const arms = (metadata: Metadata, id: number | undefined) => {
    if (id === undefined) return []
    const { def } = metadata.lookup[id]!
    return def.tag === 'variant' ? def.value : []
  }
  const armShapes = (metadata: Metadata, id: number | undefined) =>
    Object.fromEntries(
      arms(metadata, id).map((arm) => [
        arm.name,
        { index: arm.index, fields: arm.fields.map((field) => [field.name, shape(metadata, field.type)]) },
      ]),
    )

  describe.each(ours.pallets.map((pallet) => [pallet.name, pallet] as const))('%s', (name, pallet) => {
    it('has its index, and its calls, events and errors with theirs', () => {
      const theirs = realPallet(name)
      expect(pallet.index).toBe(theirs.index)
      for (const part of ['calls', 'events', 'errors'] as const) {
        const declared = armShapes(ours, pallet[part])
        const known = armShapes(real, theirs[part])
        for (const [arm, description] of Object.entries(declared)) {
          expect({ [`${part}.${arm}`]: description }).toEqual({ [`${part}.${arm}`]: known[arm] })
        }
      }
    })

    it('has its storage with hashers, types and defaults', () => {
      const known = new Map(realPallet(name).storage?.items.map((item) => [item.name, item]))
      const describeItem = (metadata: Metadata, item: NonNullable<Pallet['storage']>['items'][number]) => ({
        name: item.name,
        modifier: item.modifier,
        type:
          item.type.tag === 'plain'
            ? shape(metadata, item.type.value)
            : {
                hashers: item.type.value.hashers.map(({ tag }) => tag),
                key: shape(metadata, item.type.value.key),
                value: shape(metadata, item.type.value.value),
              },
        fallback: item.fallback,
      })
      for (const item of pallet.storage?.items ?? []) {
        const theirs = known.get(item.name)
        if (!theirs) throw new Error(`the real ${name} has no storage ${item.name}`)
        expect(describeItem(ours, item)).toEqual(describeItem(real, theirs))
      }
    })

    it('has its constants with their types and values', () => {
      const known = new Map(realPallet(name).constants.map((constant) => [constant.name, constant]))
      for (const constant of pallet.constants) {
        const theirs = known.get(constant.name)
        expect([constant.name, shape(ours, constant.type)]).toEqual([
          theirs?.name,
          theirs && shape(real, theirs.type),
        ])
        // The list of APIs is the one part of a version that honestly differs.
        if (constant.name !== 'Version')
          expect([constant.name, constant.value]).toEqual([theirs?.name, theirs?.value])
      }
    })
  })

  it.each(whole)('%s lacks no storage, event or error', (name) => {
    const mine = ours.pallets.find((pallet) => pallet.name === name)
    const theirs = realPallet(name)
    expect(mine?.storage?.items.map((item) => item.name).sort()).toEqual(
      theirs.storage?.items.map((item) => item.name).sort(),
    )
    for (const part of ['events', 'errors'] as const) {
      expect(Object.keys(armShapes(ours, mine?.[part])).sort()).toEqual(
        Object.keys(armShapes(real, theirs[part])).sort(),
      )
    }
  })

  it('has the extrinsic format', () => {
    const describeExtrinsic = (metadata: Metadata) => ({
      version: metadata.extrinsic.version,
      address: shape(metadata, metadata.extrinsic.address),
      signature: shape(metadata, metadata.extrinsic.signature),
      extensions: metadata.extrinsic.signedExtensions.map((extension) => ({
        identifier: extension.identifier,
        type: shape(metadata, extension.type),
        implicit: shape(metadata, extension.additionalSigned),
      })),
    })
    expect(describeExtrinsic(ours)).toEqual(describeExtrinsic(real))
  })

  it.each(ours.apis.map((api) => [api.name, api] as const))('has the runtime API %s', (name, api) => {
    const theirs = real.apis.find((each) => each.name === name)
    const describeMethod = (metadata: Metadata, method: (typeof api.methods)[number] | undefined) =>
      method && {
        name: method.name,
        inputs: method.inputs.map((input) => [input.name, shape(metadata, input.type)]),
        output: shape(metadata, method.output),
      }
    for (const method of api.methods) {
      const known = theirs?.methods.find((each) => each.name === method.name)
      expect(describeMethod(ours, method)).toEqual(describeMethod(real, known))
    }
  })
})
