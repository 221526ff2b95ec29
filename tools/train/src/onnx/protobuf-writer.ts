const utf8 = new TextEncoder()

/** Writes one protobuf message, field by field; only the wire types that ONNX needs. */
export class ProtobufWriter {
  readonly #parts: Uint8Array[] = []

  /** A field of wire type 0. Negative numbers become their 64-bit two's complement, as protobuf's int64 does. */
  integer(field: number, value: number | bigint): this {
    return this.#varint(field << 3).#varint(value)
  }

  /** A field of wire type 5: a 32-bit float. */
  float(field: number, value: number): this {
    const bytes = new Uint8Array(4)
    new DataView(bytes.buffer).setFloat32(0, value, true)
    this.#varint((field << 3) | 5)
    this.#parts.push(bytes)
    return this
  }

  /** A field of wire type 2. */
  bytes(field: number, value: Uint8Array): this {
    this.#varint((field << 3) | 2).#varint(value.length)
    this.#parts.push(value)
    return this
  }

  text(field: number, value: string): this {
    return this.bytes(field, utf8.encode(value))
  }

  message(field: number, value: ProtobufWriter): this {
    return this.bytes(field, value.finish())
  }

  finish(): Uint8Array {
    const out = new Uint8Array(this.#parts.reduce((sum, part) => sum + part.length, 0))
    let at = 0
    for (const part of this.#parts) {
      out.set(part, at)
      at += part.length
    }
    return out
  }

  #varint(value: number | bigint): this {
    let rest = BigInt.asUintN(64, BigInt(value))
    const bytes: number[] = []
    while (rest > 127n) {
      bytes.push(Number(rest & 127n) | 128)
      rest >>= 7n
    }
    bytes.push(Number(rest))
    this.#parts.push(Uint8Array.from(bytes))
    return this
  }
}
