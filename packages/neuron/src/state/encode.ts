/**
 * JSON for the state file and for digests: bodies of a contract may hold bytes and bigints, which JSON has not.
 * Bytes become `{"$bytes": base64}`, bigints `{"$int": decimal}`; nothing else is touched.
 */
export function encode(value: unknown): string {
  return JSON.stringify(value, function (this: Record<string, unknown>, key, plain: unknown) {
    // `this[key]`, since a Buffer has turned itself into an array of numbers by now.
    const raw = this[key]
    if (raw instanceof Uint8Array) return { $bytes: Buffer.from(raw).toString('base64') }
    if (typeof raw === 'bigint') return { $int: raw.toString() }
    return plain
  })
}

/** Reads what `encode` wrote. */
export function decode(text: string): unknown {
  return JSON.parse(text, (_key, value: unknown) => {
    if (typeof value !== 'object' || value === null || Object.keys(value).length !== 1) return value
    if ('$bytes' in value && typeof value.$bytes === 'string') {
      return new Uint8Array(Buffer.from(value.$bytes, 'base64'))
    }
    if ('$int' in value && typeof value.$int === 'string') return BigInt(value.$int)
    return value
  })
}
