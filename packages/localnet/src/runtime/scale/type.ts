import { Reader } from './reader.ts'
import { Writer } from './writer.ts'

/** One field of a composite or of a variant's arm, as metadata describes it. */
export interface FieldDef {
  name: string | undefined
  type: number
  typeName: string | undefined
  docs: string[]
}

/** The primitive types that metadata knows and we use. */
export type PrimitiveName =
  | 'bool'
  | 'str'
  | `u${8 | 16 | 32 | 64 | 128 | 256}`
  | `i${8 | 16 | 32 | 64 | 128 | 256}`

/** The shape of a type as metadata describes it (`scale-info` TypeDef); numbers are ids of other types. */
export type TypeDef =
  | { tag: 'composite'; value: FieldDef[] }
  | { tag: 'variant'; value: { name: string; fields: FieldDef[]; index: number; docs: string[] }[] }
  | { tag: 'sequence'; value: number }
  | { tag: 'array'; value: { len: number; type: number } }
  | { tag: 'tuple'; value: number[] }
  | { tag: 'primitive'; value: { tag: PrimitiveName; value: undefined } }
  | { tag: 'compact'; value: number }

export interface TypeParameter {
  name: string
  type: number | undefined
}

/** What a type tells a registry about itself. */
export interface Description {
  path: readonly string[]
  params: TypeParameter[]
  def: TypeDef
}

/** Gives out the ids of types while metadata is built. */
export interface TypeRegistry {
  readonly outer: OuterTypes
  id(type: Ty<unknown>): number
}

/** The types that only the whole runtime knows, since all pallets add to them. */
export interface OuterTypes {
  readonly call: Ty<unknown>
  readonly event: Ty<unknown>
}

/**
 * A SCALE type: how a value is written and read, and how metadata describes it. One declaration yields both.
 *
 * `structural` types (lists, options, …) are told apart by their shape, others by identity; so declare a struct
 * once, as a constant.
 */
export interface Ty<T> {
  write(value: T, writer: Writer): void
  read(reader: Reader): T
  describe(registry: TypeRegistry): Description
  readonly structural: boolean
  /** Stands for one of the runtime's outer types. */
  readonly alias?: (outer: OuterTypes) => Ty<unknown>
  /** The least number of bytes of a value: guards lists against forged lengths. */
  readonly leastSize: number
}

/** The TypeScript type of a SCALE type's values. */
export type ValueOf<T> = T extends Ty<infer V> ? V : never

/** The values of a record of types. */
export type FieldsOf<F> = { readonly [K in keyof F]: ValueOf<F[K]> }

/** Writers at rest: storage encodes keys and values all the time, and a buffer each would keep the collector busy. */
const spare: Writer[] = []
const spareLimit = 8

/**
 * Encodes one value.
 *
 * @throws SCALE_VALUE when it does not fit the type
 */
export function encode<T>(type: Ty<T>, value: T, outer?: OuterTypes): Uint8Array {
  const writer = spare.pop() ?? new Writer()
  writer.reset(outer)
  type.write(value, writer)
  if (spare.length < spareLimit) spare.push(writer)
  return writer.finish()
}

/**
 * Decodes one value that fills all of `bytes`.
 *
 * @throws SCALE_TRUNCATED, SCALE_INVALID
 */
export function decode<T>(type: Ty<T>, bytes: Uint8Array, outer?: OuterTypes): T {
  const reader = new Reader(bytes, outer)
  const value = type.read(reader)
  if (reader.left !== 0) throw reader.invalid('value', `${reader.left} bytes are left over`)
  return value
}
