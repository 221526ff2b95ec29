import type { OuterTypes, Ty, TypeDef, TypeParameter, TypeRegistry } from '../scale/type.ts'

/** A type in the table that metadata carries (`scale-info` PortableType). */
export interface PortableType {
  readonly id: number
  readonly path: string[]
  readonly params: TypeParameter[]
  def: TypeDef
  readonly docs: string[]
}

/** Numbers the types that metadata mentions, each once. */
export function createTypeRegistry(outer: OuterTypes): TypeRegistry & { readonly types: PortableType[] } {
  const types: PortableType[] = []
  const byIdentity = new Map<Ty<unknown>, number>()
  const byShape = new Map<string, number>()

  const push = (path: readonly string[], params: TypeParameter[], def: TypeDef): number => {
    const id = types.length
    types.push({ id, path: [...path], params, def, docs: [] })
    return id
  }

  const id = (given: Ty<unknown>): number => {
    const type = given.alias ? given.alias(outer) : given
    const known = byIdentity.get(type)
    if (known !== undefined) return known
    if (type.structural) {
      const { path, params, def } = type.describe(registry)
      const shape = JSON.stringify([path, params, def])
      const same = byShape.get(shape) ?? push(path, params, def)
      byShape.set(shape, same)
      byIdentity.set(type, same)
      return same
    }
    // A declared type may contain itself (calls in calls), so it gets its number before it is described.
    const reserved = push([], [], { tag: 'tuple', value: [] })
    byIdentity.set(type, reserved)
    const { path, params, def } = type.describe(registry)
    types[reserved] = { id: reserved, path: [...path], params, def, docs: [] }
    return reserved
  }

  const registry = { outer, id, types }
  return registry
}
