import { protocolErrors } from '../errors.ts'

type Segment = { readonly kind: 'text' | 'param' | 'tail'; readonly value: string }

/** A path template in pieces, or why it is none. */
export interface PathTemplate {
  readonly segments: readonly Segment[]
  readonly problem?: string
}

/** Reads `/v1/:model/*rest`: text, parameters of one segment, and at the end a tail of one or more. */
export function parsePath(template: string): PathTemplate {
  const bad = (problem: string): PathTemplate => ({ segments: [], problem })
  if (!template.startsWith('/')) return bad('does not start with "/"')
  const names = new Set<string>()
  const segments: Segment[] = []
  const parts = template.slice(1).split('/')
  for (const [index, part] of parts.entries()) {
    if (/^[:*]/.test(part)) {
      const name = part.slice(1)
      if (!/^[A-Za-z]\w*$/.test(name)) return bad(`has a parameter without a proper name, "${part}"`)
      if (names.has(name)) return bad(`has "${name}" twice`)
      names.add(name)
      if (part.startsWith('*') && index !== parts.length - 1) return bad('has a tail that is not at its end')
      segments.push({ kind: part.startsWith('*') ? 'tail' : 'param', value: name })
    } else {
      if (!/^[A-Za-z0-9._~-]*$/.test(part)) return bad(`has a segment that would need encoding, "${part}"`)
      if (part === '.' || part === '..') return bad('has a dot segment')
      segments.push({ kind: 'text', value: part })
    }
  }
  return { segments }
}

/** The raw (still encoded) parameters of `path` when it fits the template. */
export function matchPath(template: PathTemplate, path: string): Record<string, string> | undefined {
  const parts = path.slice(1).split('/')
  const { segments } = template
  const raw: Record<string, string> = Object.create(null)
  for (const [index, segment] of segments.entries()) {
    const part = parts[index]
    if (part === undefined) return undefined
    if (segment.kind === 'tail') {
      const rest = parts.slice(index).join('/')
      if (rest === '') return undefined
      raw[segment.value] = rest
      return raw
    }
    if (segment.kind === 'text' ? part !== segment.value : part === '') return undefined
    if (segment.kind === 'param') raw[segment.value] = part
  }
  return parts.length === segments.length ? raw : undefined
}

/**
 * Decodes what `matchPath` found.
 *
 * @throws PARAMS_INVALID when a parameter is not percent-encoded UTF-8
 */
export function decodeParams(path: string, raw: Readonly<Record<string, string>>): Record<string, string> {
  const params: Record<string, string> = Object.create(null)
  for (const [name, text] of Object.entries(raw)) {
    try {
      params[name] = decodeURIComponent(text)
    } catch (cause) {
      throw protocolErrors.PARAMS_INVALID(
        { path, reason: `"${name}" is not percent-encoded UTF-8` },
        { cause },
      )
    }
  }
  return params
}

/**
 * Fills a template, encoding each parameter; a tail keeps its slashes.
 *
 * @throws PARAMS_INVALID when a parameter is missing, empty, unknown or a dot segment
 */
export function fillPath(template: string, params: Readonly<Record<string, string>> = {}): string {
  const refuse = (reason: string) => protocolErrors.PARAMS_INVALID({ path: template, reason })
  const encode = (text: string): string => {
    // Intermediaries resolve dot segments, which would break the signature.
    if (text === '.' || text === '..') throw refuse('a parameter is a dot segment')
    try {
      return encodeURIComponent(text)
    } catch {
      throw refuse('a parameter holds half a surrogate pair')
    }
  }
  const unused = new Set(Object.keys(params))
  const filled = parsePath(template).segments.map((segment) => {
    if (segment.kind === 'text') return segment.value
    const value = params[segment.value]
    unused.delete(segment.value)
    if (typeof value !== 'string' || value === '') throw refuse(`"${segment.value}" is missing`)
    return segment.kind === 'tail' ? value.split('/').map(encode).join('/') : encode(value)
  })
  for (const name of unused) throw refuse(`it has no parameter "${name.slice(0, 40)}"`)
  return `/${filled.join('/')}`
}
