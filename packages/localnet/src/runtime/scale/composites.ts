import { u8 } from './primitives.ts'
import type { FieldDef, FieldsOf, Ty, TypeDef, TypeRegistry, ValueOf } from './type.ts'

/** A metadata field. `typeName` is what Rust's source calls it; clients show it and do not decode by it. */
export const field = (
  registry: TypeRegistry,
  name: string | undefined,
  type: Ty<unknown>,
  typeName?: string,
): FieldDef => ({ name, type: registry.id(type), typeName, docs: [] })

const structural = <T>(
  type: Pick<Ty<T>, 'write' | 'read' | 'leastSize'>,
  def: (registry: TypeRegistry) => TypeDef,
): Ty<T> => ({
  ...type,
  structural: true,
  describe: (registry) => ({ path: [], params: [], def: def(registry) }),
})

/** `Compact<T>` of an unsigned integer type. */
export const compact = <T extends number | bigint>(inner: Ty<T>): Ty<T> => {
  const small = inner.leastSize <= 4
  const limit = 1n << BigInt(inner.leastSize * 8)
  return structural<T>(
    {
      leastSize: 1,
      write: (value, writer) => writer.compact(value),
      read: (reader) => {
        const value = reader.compact()
        if (value >= limit) throw reader.invalid('compact', 'too large')
        // The width of the inner type decides which of the two T is.
        return (small ? Number(value) : value) as T
      },
    },
    (registry) => ({ tag: 'compact', value: registry.id(inner) }),
  )
}

/** `Vec<T>`. For bytes use {@link bytes}. */
export const vec = <T>(inner: Ty<T>): Ty<T[]> =>
  structural<T[]>(
    {
      leastSize: 1,
      write: (value, writer) => {
        writer.compact(value.length)
        for (const item of value) inner.write(item, writer)
      },
      read: (reader) => {
        const out: T[] = []
        for (let left = reader.length(inner.leastSize); left > 0; left--) out.push(inner.read(reader))
        return out
      },
    },
    (registry) => ({ tag: 'sequence', value: registry.id(inner) }),
  )

/** `Vec<u8>`. */
export const bytes: Ty<Uint8Array> = structural<Uint8Array>(
  {
    leastSize: 1,
    write: (value, writer) => {
      writer.compact(value.length)
      writer.raw(value)
    },
    read: (reader) => reader.raw(reader.length()),
  },
  (registry) => ({ tag: 'sequence', value: registry.id(u8) }),
)

/** `[u8; N]` as a lower-case 0x-hex string. */
export const byteArray = (length: number): Ty<string> =>
  structural<string>(
    {
      leastSize: length,
      write: (value, writer) => writer.hex(value, length),
      read: (reader) => reader.hex(length),
    },
    (registry) => ({ tag: 'array', value: { len: length, type: registry.id(u8) } }),
  )

/** `[T; N]`. For bytes use {@link byteArray}. */
export const array = <T>(inner: Ty<T>, length: number): Ty<T[]> =>
  structural<T[]>(
    {
      leastSize: inner.leastSize * length,
      write: (value, writer) => {
        for (let i = 0; i < length; i++) inner.write(value[i]!, writer)
      },
      read: (reader) => Array.from({ length }, () => inner.read(reader)),
    },
    (registry) => ({ tag: 'array', value: { len: length, type: registry.id(inner) } }),
  )

/** `(A, B, …)`. */
export const tuple = <const A extends readonly Ty<unknown>[]>(
  ...parts: A
): Ty<{ -readonly [K in keyof A]: ValueOf<A[K]> }> =>
  structural<{ -readonly [K in keyof A]: ValueOf<A[K]> }>(
    {
      leastSize: parts.reduce((sum, part) => sum + part.leastSize, 0),
      write: (value, writer) => {
        for (let i = 0; i < parts.length; i++) parts[i]!.write(value[i], writer)
      },
      read: (reader) => parts.map((part) => part.read(reader)) as { -readonly [K in keyof A]: ValueOf<A[K]> },
    },
    (registry) => ({ tag: 'tuple', value: parts.map((part) => registry.id(part)) }),
  )

/** `()`. */
export const unit: Ty<undefined> = structural<undefined>(
  { leastSize: 0, write: () => {}, read: () => undefined },
  () => ({ tag: 'tuple', value: [] }),
)

const splitPath = (path: string): string[] => path.split('::')

/** Type parameters of a declared type: name and type, or undefined where Rust's type leaves no trace in metadata. */
export type Params = Readonly<Record<string, Ty<unknown> | undefined>>

export const describeParams = (registry: TypeRegistry, params: Params = {}) =>
  Object.entries(params).map(([name, type]) => ({ name, type: type && registry.id(type) }))

/**
 * A struct with named fields.
 *
 * @example
 * ```ts
 * const weight = struct('sp_weights::weight_v2::Weight', { ref_time: compact(u64), proof_size: compact(u64) })
 * ```
 */
export const struct = <const F extends Readonly<Record<string, Ty<unknown>>>>(
  path: string,
  fields: F,
  params?: Params,
): Ty<{ -readonly [K in keyof F]: ValueOf<F[K]> }> => {
  const entries = Object.entries(fields)
  return {
    structural: false,
    leastSize: entries.reduce((sum, [, type]) => sum + type.leastSize, 0),
    write: (value, writer) => {
      for (const [name, type] of entries) type.write((value as FieldsOf<F>)[name as keyof F], writer)
    },
    read: (reader) =>
      Object.fromEntries(entries.map(([name, type]) => [name, type.read(reader)])) as {
        -readonly [K in keyof F]: ValueOf<F[K]>
      },
    describe: (registry) => ({
      path: splitPath(path),
      params: describeParams(registry, params),
      def: { tag: 'composite', value: entries.map(([name, type]) => field(registry, name, type)) },
    }),
  }
}

/** A struct with one field, whose value is written as that field: `struct Percent(u8)`, or `{ bits: u128 }` by `name`. */
export const newtype = <T>(
  path: string,
  inner: Ty<T>,
  options: { name?: string; params?: Params; structural?: boolean } = {},
): Ty<T> => ({
  structural: options.structural ?? false,
  leastSize: inner.leastSize,
  write: (value, writer) => inner.write(value, writer),
  read: (reader) => inner.read(reader),
  describe: (registry) => ({
    path: splitPath(path),
    params: describeParams(registry, options.params),
    def: { tag: 'composite', value: [field(registry, options.name, inner)] },
  }),
})
