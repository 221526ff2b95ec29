import { moduleErrorTable } from '../dispatch-error.ts'
import { callEnum, described, eventEnum, palletPath } from '../outer-types.ts'
import type { Pallet } from '../pallet.ts'
import { tuple } from '../scale/composites.ts'
import { bytesToHex } from '../scale/hex.ts'
import { encode, type Ty, type TypeRegistry } from '../scale/type.ts'
import type { AnyStorageItem } from '../storage.ts'

const errorEnums = new WeakMap<Pallet, Ty<unknown>>()

/** The enum of a pallet's errors, which only exists in metadata. */
export function errorEnum(pallet: Pallet): Ty<unknown> {
  const known = errorEnums.get(pallet)
  if (known) return known
  const made = described(() => ({
    path: palletPath(pallet, 'Error'),
    params: [{ name: 'T', type: undefined }],
    def: {
      tag: 'variant',
      value: Object.entries(pallet.errors?.[moduleErrorTable] ?? {}).map(([name, { index, docs }]) => ({
        name,
        index,
        fields: [],
        docs: [...docs],
      })),
    },
  }))
  errorEnums.set(pallet, made)
  return made
}

const describeItem = (registry: TypeRegistry, name: string, item: AnyStorageItem) => {
  const value = registry.id(item.type)
  const [first] = item.keys
  return {
    name,
    modifier: item.fallback === undefined ? 0 : 1,
    type: first
      ? {
          tag: 'map' as const,
          value: {
            hashers: item.keys.map(([, hasher]) => ({ tag: hasher.name, value: undefined })),
            key: registry.id(item.keys.length === 1 ? first[0] : tuple(...item.keys.map(([type]) => type))),
            value,
          },
        }
      : { tag: 'plain' as const, value },
    fallback:
      item.fallback === undefined ? '0x00' : bytesToHex(encode(item.type, item.fallback, registry.outer)),
    docs: [],
  }
}

/** A pallet as metadata lists it. */
export const describePallet = (registry: TypeRegistry, pallet: Pallet) => ({
  name: pallet.name,
  index: pallet.index,
  docs: [],
  storage: pallet.storage && {
    prefix: pallet.name,
    items: Object.entries(pallet.storage).map(([name, item]) => describeItem(registry, name, item)),
  },
  calls: pallet.calls && registry.id(callEnum(pallet)),
  events: pallet.events && registry.id(eventEnum(pallet)),
  errors: pallet.errors && registry.id(errorEnum(pallet)),
  constants: Object.entries(pallet.constants ?? {}).map(([name, { type, value, docs }]) => ({
    name,
    type: registry.id(type),
    value: bytesToHex(encode(type, value, registry.outer)),
    docs: [...docs],
  })),
})
