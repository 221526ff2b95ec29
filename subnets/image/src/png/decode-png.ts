import sharp from 'sharp'
import type { Bitmap } from '../bitmap.ts'
import { barePng } from './bare-png.ts'
import { readPngHeader } from './png-header.ts'

/** Sizes that a caller accepts. */
export type SizeCheck = (size: { readonly width: number; readonly height: number }) => boolean

/**
 * Decodes a stranger's PNG outside this thread. The cheap checks come first: size and format from the header, then the
 * chunks, and only then is anything inflated.
 *
 * @param accepts whether a picture of this size is wanted at all
 * @returns undefined for whatever is not a whole, opaque PNG of 8 bits a channel and an accepted size
 * @example
 * ```ts
 * import { decodePng } from './png/decode-png.ts'
 * const picture = await decodePng(bytes, ({ width, height }) => width === 128 && height === 128)
 * ```
 */
export async function decodePng(bytes: Uint8Array, accepts: SizeCheck): Promise<Bitmap | undefined> {
  const header = readPngHeader(bytes)
  if (!header || !accepts(header)) return undefined
  const bare = barePng(bytes, header)
  if (!bare) return undefined
  const { width, height, channels } = header
  let data: Uint8Array
  try {
    data = await sharp(bare, { failOn: 'warning', limitInputPixels: width * height })
      .raw()
      .toBuffer()
  } catch {
    return undefined
  }
  const pixels = width * height
  if (data.length !== pixels * channels) return undefined
  return channels === 3 ? { width, height, rgb: data } : opaque(data, { width, height })
}

/** Drops the alpha of a picture; one that is seen through anywhere is none, since what one sees would depend on the viewer. */
function opaque(rgba: Uint8Array, { width, height }: { width: number; height: number }): Bitmap | undefined {
  const rgb = new Uint8Array(width * height * 3)
  for (let from = 0, to = 0; from < rgba.length; from += 4, to += 3) {
    if (rgba[from + 3] !== 255) return undefined
    rgb[to] = rgba[from]!
    rgb[to + 1] = rgba[from + 1]!
    rgb[to + 2] = rgba[from + 2]!
  }
  return { width, height, rgb }
}
