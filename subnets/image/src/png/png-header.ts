/** What the header of a PNG declares. */
export interface PngHeader {
  readonly width: number
  readonly height: number
  /** 3 is RGB, 4 is RGB with alpha. */
  readonly channels: 3 | 4
}

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
const headerBytes = 13
/** Colour type to channels: other types (grey, palette) are no pictures here. */
const channelsOf: Readonly<Record<number, 3 | 4>> = { 2: 3, 6: 4 }

/**
 * Reads the size from the first 33 bytes of a PNG, so that a picture of the wrong size is refused before anything is
 * inflated. Undefined for all that is not a PNG of 8 bits a channel, RGB or RGBA, without interlacing.
 *
 * @example
 * ```ts
 * import { readPngHeader } from './png/png-header.ts'
 * const size = readPngHeader(bytes) // { width: 128, height: 128, channels: 3 }
 * ```
 */
export function readPngHeader(bytes: Uint8Array): PngHeader | undefined {
  if (bytes.length < 33 || !signature.every((byte, at) => bytes[at] === byte)) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const isHeader = view.getUint32(8) === headerBytes && view.getUint32(12) === 0x49_48_44_52
  const [depth, colour, compression, filter, interlace] = bytes.subarray(24, 29)
  const channels = channelsOf[colour!]
  if (!isHeader || depth !== 8 || channels === undefined || compression || filter || interlace)
    return undefined
  return { width: view.getUint32(16), height: view.getUint32(20), channels }
}
