import { isSubnetkitError } from '@subnetkit/core'
import { z } from 'zod'
import { protocolErrors } from '../errors.ts'

/** HTTP headers that go with a body; names in lower case, a repeated header joined by commas. */
export type BodyHeaders = Readonly<Record<string, string>>

/**
 * How a value becomes bytes and back. `encode` and `decode` throw BODY_INVALID when a value or bytes do not fit, and
 * nothing else.
 */
export interface Body<T> {
  readonly kind: 'json' | 'bytes' | 'custom' | 'empty' | 'sse'
  /** The media type, without parameters. */
  readonly contentType: string
  /** All media types that it may come as, where there are several; `contentType` is one of them. */
  readonly contentTypes?: readonly string[]
  /** The most bytes that the codec takes, where it knows. */
  readonly max?: number
  /** The schema of what goes over the wire, where there is one. */
  readonly schema?: z.ZodType
  encode(value: T): Uint8Array
  /**
   * Headers without which the bytes could not be read, such as where a binary part begins, and the `content-type` where
   * it is not `contentType`. btauth/1 signs bodies and not headers: anybody on the way may change one. `decode` must
   * therefore refuse everything that does not fit these bytes in one way only, so that a changed header can make it fail
   * and never make it read something else.
   */
  headers?(value: T, encoded: Uint8Array): BodyHeaders
  decode(bytes: Uint8Array, headers?: BodyHeaders): T
}

/** A body that is sent whole. */
export interface WholeBody<T> extends Body<T> {
  readonly kind: 'json' | 'bytes' | 'custom'
}

/** A JSON body; the only kind that a streaming route answers with. */
export interface JsonBody<T> extends WholeBody<T> {
  readonly kind: 'json'
  readonly schema: z.ZodType
}

/** The events of a streaming route: one JSON value each. */
export interface EventBody<T> extends Body<T> {
  readonly kind: 'sse'
  readonly schema: z.ZodType
}

/** No body at all, as in a GET. */
export interface EmptyBody extends Body<undefined> {
  readonly kind: 'empty'
}

const utf8 = new TextEncoder()
const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

const maxIssues = 4

const describe = (error: z.core.$ZodError): string => {
  const shown = error.issues.slice(0, maxIssues).map((issue) => {
    const path = issue.path.map(String).join('.').slice(0, 80)
    return `${path === '' ? '' : `${path}: `}${issue.message.slice(0, 120)}`
  })
  const hidden = error.issues.length - shown.length
  return shown.join('; ') + (hidden > 0 ? `; and ${hidden} more` : '')
}

/** What was thrown may be a RangeError of a bottomless value or an error of the schema's own functions. */
const invalid = (cause: unknown) =>
  protocolErrors.BODY_INVALID(
    { issues: cause instanceof z.core.$ZodError ? describe(cause) : 'it is not what the codec reads' },
    { cause },
  )

const jsonCodec = <S extends z.ZodType>(schema: S) => ({
  schema,
  encode(value: z.output<S>): Uint8Array {
    let wire: unknown
    try {
      wire = z.encode(schema, value)
    } catch (cause) {
      throw invalid(cause)
    }
    // JSON has no word for undefined, a function or a symbol at the top.
    const text = JSON.stringify(wire)
    if (text === undefined) throw protocolErrors.BODY_INVALID({ issues: 'it has no JSON form' })
    return utf8.encode(text)
  },
  decode(bytes: Uint8Array): z.output<S> {
    let wire: unknown
    try {
      wire = JSON.parse(strictUtf8.decode(bytes))
    } catch (cause) {
      throw protocolErrors.BODY_INVALID({ issues: 'it is not JSON in UTF-8' }, { cause })
    }
    try {
      return z.parse(schema, wire)
    } catch (cause) {
      throw invalid(cause)
    }
  },
})

/**
 * A JSON body. What leaves is checked by the schema too (in zod's encode direction), so unknown keys are cut and a
 * one-way `.transform()` is refused; use `z.codec` for values that JSON does not have.
 *
 * @example
 * ```ts
 * import { json } from '@subnetkit/protocol'
 * import { z } from 'zod'
 * const prompt = json(z.object({ text: z.string().max(4_000), seed: z.string() }))
 * ```
 */
export function json<S extends z.ZodType>(schema: S): JsonBody<z.output<S>> {
  return { kind: 'json', contentType: 'application/json', ...jsonCodec(schema) }
}

/**
 * The events of a streaming route, one JSON value each, sent as server-sent events before the response.
 *
 * @example
 * ```ts
 * import { sse } from '@subnetkit/protocol'
 * import { z } from 'zod'
 * const tokens = sse(z.object({ token: z.number().int(), text: z.string() }))
 * ```
 */
export function sse<S extends z.ZodType>(schema: S): EventBody<z.output<S>> {
  return { kind: 'sse', contentType: 'text/event-stream', ...jsonCodec(schema) }
}

/** Raw bytes, at most `max` of them; sent as application/octet-stream unless told otherwise. */
export function bytes(options: { max: number; contentType?: string }): WholeBody<Uint8Array> {
  const check = (value: Uint8Array): Uint8Array => {
    if (!(value instanceof Uint8Array)) throw protocolErrors.BODY_INVALID({ issues: 'it is not bytes' })
    if (value.length > options.max) {
      throw protocolErrors.BODY_INVALID({ issues: `it has more than ${options.max} bytes` })
    }
    return value
  }
  return {
    kind: 'bytes',
    contentType: options.contentType ?? 'application/octet-stream',
    max: options.max,
    encode: check,
    decode: check,
  }
}

/**
 * A codec of one's own, for example packed tensors. Whatever its functions throw becomes BODY_INVALID; one that they
 * throw themselves keeps what it says. See `Body.headers` before a codec trusts a header.
 *
 * @example
 * ```ts
 * import { codec } from '@subnetkit/protocol'
 * const floats = codec<Float32Array>({
 *   contentType: 'application/x-f32',
 *   encode: (values) => new Uint8Array(values.slice().buffer),
 *   decode: (bytes) => new Float32Array(bytes.slice().buffer),
 * })
 * ```
 */
export function codec<T>(options: {
  contentType: string
  contentTypes?: readonly string[]
  max?: number
  encode: (value: T) => Uint8Array
  headers?: (value: T, encoded: Uint8Array) => BodyHeaders
  decode: (bytes: Uint8Array, headers: BodyHeaders) => T
}): WholeBody<T> {
  const { contentType, contentTypes, max, encode, headers, decode } = options
  const guard = <B>(convert: () => B): B => {
    try {
      return convert()
    } catch (cause) {
      throw isSubnetkitError(cause, 'BODY_INVALID') ? cause : invalid(cause)
    }
  }
  return {
    kind: 'custom',
    contentType,
    ...(contentTypes === undefined ? {} : { contentTypes }),
    ...(max === undefined ? {} : { max }),
    encode: (value) => guard(() => encode(value)),
    ...(headers === undefined
      ? {}
      : { headers: (value: T, encoded: Uint8Array) => guard(() => headers(value, encoded)) }),
    decode: (bytes, received = {}) => guard(() => decode(bytes, received)),
  }
}

/** The request of a GET: nothing. */
export const empty: EmptyBody = {
  kind: 'empty',
  contentType: '',
  max: 0,
  encode: () => new Uint8Array(0),
  decode: () => undefined,
}
