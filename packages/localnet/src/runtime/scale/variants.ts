import { describeParams, field, type Params } from './composites.ts'
import type { Reader } from './reader.ts'
import type { FieldDef, Ty, TypeRegistry, ValueOf } from './type.ts'
import type { Writer } from './writer.ts'

/** The fields of an arm: none, in order, or by name. */
export type ArmFields = undefined | readonly Ty<unknown>[] | Readonly<Record<string, Ty<unknown>>>

/** One arm of an enum type. */
export interface Arm<F extends ArmFields = ArmFields> {
  readonly index: number
  readonly fields: F
  readonly docs: readonly string[]
}

type Tuple<F extends readonly Ty<unknown>[]> = { -readonly [K in keyof F]: ValueOf<F[K]> }

/** Value of an arm: undefined without fields, the bare value for one unnamed field, a tuple or a record else. */
export type ArmValue<F> = F extends undefined
  ? undefined
  : F extends readonly [infer Only]
    ? ValueOf<Only>
    : F extends readonly Ty<unknown>[]
      ? Tuple<F>
      : { -readonly [K in keyof F]: ValueOf<F[K]> }

/** Declares an arm: `arm(0)`, `arm(1, [u16])`, `arm(2, { netuid: u16, who: accountId })`. */
export function arm(index: number): Arm<undefined>
export function arm<const F extends Exclude<ArmFields, undefined>>(
  index: number,
  fields: F,
  docs?: readonly string[],
): Arm<F>
export function arm(index: number, fields?: ArmFields, docs: readonly string[] = []): Arm {
  return { index, fields, docs }
}

const isList = (fields: ArmFields): fields is readonly Ty<unknown>[] => Array.isArray(fields)

/** Writes the fields of an arm, without its index. */
export function writeArm(fields: ArmFields, value: unknown, writer: Writer): void {
  if (fields === undefined) return
  if (isList(fields)) {
    if (fields.length === 1) fields[0]!.write(value, writer)
    else for (let i = 0; i < fields.length; i++) fields[i]!.write((value as readonly unknown[])[i], writer)
    return
  }
  for (const [name, type] of Object.entries(fields)) {
    type.write((value as Record<string, unknown>)[name], writer)
  }
}

/** Reads the fields of an arm whose index was read. */
export function readArm(fields: ArmFields, reader: Reader): unknown {
  if (fields === undefined) return undefined
  if (isList(fields)) {
    return fields.length === 1 ? fields[0]!.read(reader) : fields.map((type) => type.read(reader))
  }
  return Object.fromEntries(Object.entries(fields).map(([name, type]) => [name, type.read(reader)]))
}

/** Metadata of an arm's fields. */
export function describeArm(registry: TypeRegistry, fields: ArmFields): FieldDef[] {
  if (fields === undefined) return []
  if (isList(fields)) return fields.map((type) => field(registry, undefined, type))
  return Object.entries(fields).map(([name, type]) => field(registry, name, type))
}

/** Values of a variant: `{ type: 'Id', value: '0x…' }`. */
export type VariantValue<A> = {
  [K in keyof A]: A[K] extends Arm<infer F> ? { readonly type: K; readonly value: ArmValue<F> } : never
}[keyof A]

/**
 * An enum whose arms carry values. Where none does, {@link enumeration} is simpler.
 *
 * @example
 * ```ts
 * const address = variant('sp_runtime::multiaddress::MultiAddress', { Id: arm(0, [accountId]), Raw: arm(2, [bytes]) })
 * // values: { type: 'Id', value: '0x…' } | { type: 'Raw', value: Uint8Array }
 * ```
 */
export const variant = <const A extends Readonly<Record<string, Arm>>>(
  path: string,
  arms: A,
  options: { params?: Params; structural?: boolean } = {},
): Ty<VariantValue<A>> => {
  const byIndex = new Map(
    Object.entries(arms).map(([name, each]) => [each.index, { name, fields: each.fields }]),
  )
  const indexed = new Map(Object.entries(arms))
  return {
    structural: options.structural ?? false,
    leastSize: 1,
    write: (value, writer) => {
      const { type, value: inner } = value as { type: string; value: unknown }
      const found = indexed.get(type)
      if (!found) throw new TypeError(`${path} has no ${type}`)
      writer.integer(found.index, 1)
      writeArm(found.fields, inner, writer)
    },
    read: (reader) => {
      const index = reader.integer(1)
      const found = byIndex.get(index)
      if (!found) throw reader.invalid(path, `no arm ${index}`)
      return { type: found.name, value: readArm(found.fields, reader) } as VariantValue<A>
    },
    describe: (registry) => ({
      path: path.split('::'),
      params: describeParams(registry, options.params),
      def: {
        tag: 'variant',
        value: Object.entries(arms).map(([name, each]) => ({
          name,
          index: each.index,
          fields: describeArm(registry, each.fields),
          docs: [...each.docs],
        })),
      },
    }),
  }
}

/** An enum without values: `enumeration('…::Pays', ['Yes', 'No'])`, or `{ Yes: 0, No: 1 }` where indices have gaps. */
export const enumeration = <const N extends string>(
  path: string,
  names: readonly N[] | Readonly<Record<N, number>>,
): Ty<N> => {
  const entries: [N, number][] = Array.isArray(names)
    ? (names as readonly N[]).map((name, index) => [name, index])
    : (Object.entries(names) as [N, number][])
  const toIndex = new Map(entries)
  const toName = new Map(entries.map(([name, index]) => [index, name]))
  return {
    structural: false,
    leastSize: 1,
    write: (value, writer) => {
      const index = toIndex.get(value)
      if (index === undefined) throw new TypeError(`${path} has no ${value}`)
      writer.integer(index, 1)
    },
    read: (reader) => {
      const index = reader.integer(1)
      const name = toName.get(index)
      if (name === undefined) throw reader.invalid(path, `no arm ${index}`)
      return name
    },
    describe: () => ({
      path: path.split('::'),
      params: [],
      def: {
        tag: 'variant',
        value: entries.map(([name, index]) => ({ name, index, fields: [], docs: [] })),
      },
    }),
  }
}

/** `Option<T>`: the value or undefined. */
export const option = <T>(inner: Ty<T>): Ty<T | undefined> => ({
  structural: true,
  leastSize: 1,
  write: (value, writer) => {
    writer.integer(value === undefined ? 0 : 1, 1)
    if (value !== undefined) inner.write(value, writer)
  },
  read: (reader) => {
    const byte = reader.integer(1)
    if (byte > 1) throw reader.invalid('Option', `byte ${byte}`)
    return byte === 1 ? inner.read(reader) : undefined
  },
  describe: (registry) => ({
    path: ['Option'],
    params: describeParams(registry, { T: inner }),
    def: {
      tag: 'variant',
      value: [
        { name: 'None', fields: [], index: 0, docs: [] },
        { name: 'Some', fields: [field(registry, undefined, inner)], index: 1, docs: [] },
      ],
    },
  }),
})

/** `Result<T, E>`: `{ type: 'Ok', value }` or `{ type: 'Err', value }`. */
export const result = <T, E>(ok: Ty<T>, err: Ty<E>) =>
  variant('Result', { Ok: arm(0, [ok]), Err: arm(1, [err]) }, { params: { T: ok, E: err }, structural: true })
