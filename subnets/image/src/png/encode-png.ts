import sharp from 'sharp'
import type { Bitmap } from '../bitmap.ts'

/** Half the time of the default level for a third more bytes. */
const compressionLevel = 3

/**
 * Encodes a picture as PNG, outside this thread. Equal pixels need not give equal bytes elsewhere: compare pixels.
 *
 * @example
 * ```ts
 * import { encodePng } from './png/encode-png.ts'
 * const png = await encodePng({ width: 1, height: 1, rgb: Uint8Array.of(255, 0, 0) })
 * ```
 */
export async function encodePng({ width, height, rgb }: Bitmap): Promise<Uint8Array> {
  const raw = { width, height, channels: 3 } as const
  return sharp(rgb, { raw }).png({ compressionLevel }).toBuffer()
}
