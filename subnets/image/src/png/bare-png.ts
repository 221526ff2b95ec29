import type { PngHeader } from './png-header.ts'

const start = 8
/** Length, type and checksum of a chunk. */
const frameBytes = 12
const isCritical = (type: string): boolean => /^[A-Z]/.test(type)

/**
 * A PNG without the chunks that its pixels do not need: comments, colour profiles, times and whatever else a stranger may
 * want a decoder to read. Undefined when its chunks make no sense, or when it has more compressed bytes than pixels of this
 * number can need: so nobody sends a small file that takes long to inflate.
 */
export function barePng(bytes: Uint8Array, header: PngHeader): Uint8Array | undefined {
  const rawBytes = (1 + header.width * header.channels) * header.height
  const mostData = rawBytes + Math.ceil(rawBytes / 64) + 1_024
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const kept: Uint8Array[] = [bytes.subarray(0, start)]
  let data = 0
  for (let at = start; at + frameBytes <= bytes.length; ) {
    const length = view.getUint32(at)
    const end = at + frameBytes + length
    if (end > bytes.length) return undefined
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8))
    if (type === 'IDAT') data += length
    if (
      type === 'IHDR'
        ? at !== start
        : isCritical(type) && type !== 'IDAT' && type !== 'IEND' && type !== 'PLTE'
    )
      return undefined
    if (type === 'IHDR' || type === 'IDAT' || type === 'IEND') kept.push(bytes.subarray(at, end))
    if (data > mostData) return undefined
    // Whatever follows the end is no part of the picture.
    if (type === 'IEND') return data > 0 ? Buffer.concat(kept) : undefined
    at = end
  }
  return undefined
}
