import { v14, v15 } from '@polkadot-api/substrate-bindings'
import { extensions, extra } from '../extensions.ts'
import { described, uncheckedExtrinsic } from '../outer-types.ts'
import type { Pallet } from '../pallet.ts'
import type { RuntimeApi } from '../runtime-api.ts'
import { marker } from '../scale/block-types.ts'
import { multiAddress, multiSignature } from '../scale/chain-types.ts'
import { concat } from '../scale/hex.ts'
import type { OuterTypes, Ty, TypeRegistry } from '../scale/type.ts'
import { describePallet, errorEnum } from './describe-pallet.ts'
import { createTypeRegistry } from './type-registry.ts'

export type EncodedMetadata = Uint8Array

/** What metadata is made from. */
export interface MetadataSource {
  readonly pallets: readonly Pallet[]
  readonly apis: readonly RuntimeApi[]
  readonly outer: OuterTypes
}

const extrinsicVersion = 4
const runtimeType = marker('node_subtensor_runtime::Runtime')

/** Metadata of the declared pallets and APIs, with the magic `meta` and the version in front. */
export function encodeMetadata(source: MetadataSource, version: 14 | 15): EncodedMetadata {
  const registry = createTypeRegistry(source.outer)
  const magic = Uint8Array.from([0x6d, 0x65, 0x74, 0x61, version])
  const body =
    version === 14 ? v14.enc(describeV14(registry, source)) : v15.enc(describeV15(registry, source))
  return concat(magic, body)
}

type Registry = ReturnType<typeof createTypeRegistry>

const describeExtensions = (registry: TypeRegistry) =>
  extensions.map(({ identifier, type, implicit }) => ({
    identifier,
    type: registry.id(type),
    additionalSigned: registry.id(implicit),
  }))

function describeV14(registry: Registry, { pallets }: MetadataSource): Parameters<typeof v14.enc>[0] {
  const described = pallets.map((pallet) => describePallet(registry, pallet))
  const extrinsic = {
    type: registry.id(uncheckedExtrinsic),
    version: extrinsicVersion,
    signedExtensions: describeExtensions(registry),
  }
  const type = registry.id(runtimeType)
  // V14 has no APIs; the codec wants the field and writes nothing.
  return { pallets: described, extrinsic, type, apis: [], lookup: registry.types }
}

function describeV15(
  registry: Registry,
  { pallets, apis, outer }: MetadataSource,
): Parameters<typeof v15.enc>[0] {
  const described = pallets.map((pallet) => describePallet(registry, pallet))
  // Clients look this type up by its path, though V15 itself does not refer to it.
  registry.id(uncheckedExtrinsic)
  const extrinsic = {
    version: extrinsicVersion,
    address: registry.id(multiAddress),
    call: registry.id(outer.call),
    signature: registry.id(multiSignature),
    extra: registry.id(extra),
    signedExtensions: describeExtensions(registry),
  }
  const type = registry.id(runtimeType)
  const methods = apis.map(({ name, methods }) => ({
    name,
    docs: [],
    methods: Object.entries(methods).map(([method, { inputs, output, docs }]) => ({
      name: method,
      inputs: Object.entries(inputs).map(([input, each]) => ({ name: input, type: registry.id(each) })),
      output: registry.id(output),
      docs: [...docs],
    })),
  }))
  const outerEnums = {
    call: registry.id(outer.call),
    event: registry.id(outer.event),
    error: registry.id(runtimeError(pallets)),
  }
  return {
    pallets: described,
    extrinsic,
    type,
    apis: methods,
    outerEnums,
    custom: [],
    lookup: registry.types,
  }
}

const runtimeError = (pallets: readonly Pallet[]): Ty<unknown> =>
  described((registry) => ({
    path: ['node_subtensor_runtime', 'RuntimeError'],
    params: [],
    def: {
      tag: 'variant',
      value: pallets
        .filter((pallet) => pallet.errors)
        .map((pallet) => ({
          name: pallet.name,
          index: pallet.index,
          fields: [{ name: undefined, type: registry.id(errorEnum(pallet)), typeName: undefined, docs: [] }],
          docs: [],
        })),
    },
  }))
