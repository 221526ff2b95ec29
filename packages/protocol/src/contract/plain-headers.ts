import type { BodyHeaders } from './body.ts'

/** Headers as codecs read them, whoever received them: a repeated one is joined by commas, so that it is seen. */
export const plainHeaders = (
  headers: Readonly<Record<string, string | readonly string[] | undefined>>,
): BodyHeaders => {
  const plain: Record<string, string> = Object.create(null)
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) plain[name.toLowerCase()] = typeof value === 'string' ? value : value.join(', ')
  }
  return plain
}
