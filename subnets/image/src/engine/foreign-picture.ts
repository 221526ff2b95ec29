import sharp from 'sharp'
import type { Bitmap } from '../bitmap.ts'
import { imageErrors } from '../errors.ts'

/** What picture engines make; sharp knows more formats, some of which are programs rather than pictures. */
const signatures: readonly (readonly [at: number, text: string])[] = [
  [0, '\x89PNG\r\n\x1a\n'],
  [0, '\xff\xd8\xff'],
  [8, 'WEBP'],
]
const maxPixels = 4_096 * 4_096

/**
 * An engine's PNG, JPEG or WebP picture, decoded outside this thread and brought to the size asked for: scaled to cover it,
 * the rest cut off, white where it can be seen through.
 *
 * @throws ENGINE_ANSWER_INVALID
 */
export async function foreignPicture(
  bytes: Uint8Array,
  { width, height }: { readonly width: number; readonly height: number },
  host: string,
): Promise<Bitmap> {
  const head = Buffer.from(bytes.subarray(0, 16)).toString('latin1')
  if (!signatures.some(([at, text]) => head.startsWith(text, at))) {
    throw imageErrors.ENGINE_ANSWER_INVALID({ host, reason: 'it is no PNG, JPEG or WebP' })
  }
  try {
    const rgb = await sharp(bytes, { limitInputPixels: maxPixels, failOn: 'error' })
      .flatten({ background: 'white' })
      .resize(width, height, { fit: 'cover' })
      .toColourspace('srgb')
      .raw()
      .toBuffer()
    if (rgb.length !== width * height * 3) throw new RangeError(`${rgb.length} bytes after decoding`)
    return { width, height, rgb }
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.slice(0, 200) : 'it cannot be decoded'
    throw imageErrors.ENGINE_ANSWER_INVALID({ host, reason }, { cause })
  }
}
