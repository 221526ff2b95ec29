import { crc32, deflateSync } from 'node:zlib'
import { seededRandom } from '@subnetkit/core'
import { describe, expect, test, vi } from 'vitest'
import type { Bitmap } from '../bitmap.ts'
import { barePng } from './bare-png.ts'
import { decodePng } from './decode-png.ts'
import { encodePng } from './encode-png.ts'
import { readPngHeader } from './png-header.ts'

const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')

function chunk(type: string, data: Uint8Array = new Uint8Array()): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}

function header(width: number, height: number, { depth = 8, colour = 2, interlace = 0 } = {}): Buffer {
  const data = Buffer.alloc(13)
  data.writeUInt32BE(width)
  data.writeUInt32BE(height, 4)
  data.set([depth, colour, 0, 0, interlace], 8)
  return chunk('IHDR', data)
}

const side = 64
const end = chunk('IEND')
/** Rows of a filter byte and pixels. */
const rows = (channels: 3 | 4, fill: (i: number) => number): Buffer =>
  Buffer.concat(
    Array.from({ length: side }, (_, y) =>
      Buffer.from([
        0,
        ...Array.from({ length: side * channels }, (_, x) => fill(y * side * channels + x) & 255),
      ]),
    ),
  )
const plain = rows(3, (i) => i * 7)
const png = (...parts: Uint8Array[]): Buffer => Buffer.concat([signature, ...parts])
const idat = (data: Uint8Array): Buffer => chunk('IDAT', deflateSync(data))
const whole = png(header(side, side), idat(plain), end)
const wanted = (size: { width: number; height: number }): boolean =>
  size.width === side && size.height === side
const decode = (bytes: Uint8Array): Promise<Bitmap | undefined> => decodePng(bytes, wanted)

const noisy = (width: number, height: number): Bitmap => ({
  width,
  height,
  rgb: seededRandom('noise').bytes(width * height * 3),
})

test.each([
  [16, 16],
  [64, 512],
  [191, 33],
])('%d × %d pixels come back as they were', async (width, height) => {
  const bitmap = noisy(width, height)
  const bytes = await encodePng(bitmap)
  expect(readPngHeader(bytes)).toEqual({ width, height, channels: 3 })
  const back = await decodePng(bytes, () => true)
  expect(back).toMatchObject({ width, height })
  expect(Buffer.compare(back!.rgb, bitmap.rgb)).toBe(0)
})

test('a picture that does not compress fits what the contract takes', async () => {
  expect((await encodePng(noisy(512, 512))).length).toBeLessThan(1_100_000)
  expect((await encodePng(noisy(256, 256))).length).toBeLessThan(280_000)
})

test('a PNG made by hand is read', async () => {
  const picture = await decode(whole)
  expect([...picture!.rgb.subarray(0, 6)]).toEqual([0, 7, 14, 21, 28, 35])
})

describe('what costs nothing to refuse', () => {
  test.each<[string, Uint8Array]>([
    ['nothing', new Uint8Array()],
    ['a signature alone', signature],
    ['a JPEG', Buffer.concat([Buffer.from('\xff\xd8\xff\xe0', 'latin1'), Buffer.alloc(100)])],
    ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64"></svg>')],
    ['16 bits a channel', png(header(side, side, { depth: 16 }), idat(plain), end)],
    ['grey', png(header(side, side, { colour: 0 }), idat(plain), end)],
    ['a palette', png(header(side, side, { colour: 3 }), idat(plain), end)],
    ['interlaced rows', png(header(side, side, { interlace: 1 }), idat(plain), end)],
    [
      'a header that comes second',
      png(chunk('tIME', new Uint8Array(7)), header(side, side), idat(plain), end),
    ],
  ])('%s has no header', (_, bytes) => expect(readPngHeader(bytes)).toBeUndefined())

  test('a picture of another size is refused by its header, whatever follows', async () => {
    const accepts = vi.fn(wanted)
    expect(await decodePng(png(header(60_000, 60_000), Buffer.alloc(50)), accepts)).toBeUndefined()
    expect(accepts).toHaveBeenCalledWith({ width: 60_000, height: 60_000, channels: 3 })
  })

  test.each<[string, Buffer]>([
    ['64 MB of pixels in a few bytes', png(header(side, side), idat(Buffer.alloc(64 * 1024 ** 2)), end)],
    [
      'the same in many chunks',
      png(header(side, side), ...Array(400).fill(chunk('IDAT', Buffer.alloc(50))), end),
    ],
    [
      'a chunk that is longer than the file',
      png(header(side, side), Buffer.from('7fffffff49444154', 'hex'), end),
    ],
    ['no pixels', png(header(side, side), end)],
    ['no end', png(header(side, side), idat(plain))],
    ['two headers', png(header(side, side), header(side, side), idat(plain), end)],
    ['a chunk that a decoder must know', png(header(side, side), chunk('XYZZ'), idat(plain), end)],
  ])('%s is refused before it is inflated', (_, bytes) => {
    expect(barePng(bytes, readPngHeader(bytes)!)).toBeUndefined()
  })
})

describe('what the decoder refuses', () => {
  const broken = Buffer.from(whole)
  broken[broken.length - 20]! ^= 1
  test.each<[string, Buffer]>([
    ['too few rows', png(header(side, side), idat(plain.subarray(0, 1_000)), end)],
    ['pixels that are no deflate stream', png(header(side, side), chunk('IDAT', Buffer.alloc(900, 7)), end)],
    ['a checksum that does not fit', broken],
    ['a filter that does not exist', png(header(side, side), idat(Buffer.alloc(plain.length, 9)), end)],
    [
      'a pixel that is seen through',
      png(header(side, side, { colour: 6 }), idat(rows(4, (i) => (i === 7 ? 254 : 255))), end),
    ],
  ])('%s', async (_, bytes) => expect(await decode(bytes)).toBeUndefined())
})

test('opaque alpha is dropped', async () => {
  const rgba = rows(4, (i) => (i % 4 === 3 ? 255 : i))
  const picture = await decode(png(header(side, side, { colour: 6 }), idat(rgba), end))
  expect([...picture!.rgb.subarray(0, 6)]).toEqual([0, 1, 2, 4, 5, 6])
})

test('what a picture carries beside its pixels changes nothing and is never read', async () => {
  const bomb = deflateSync(Buffer.alloc(8 * 1024 ** 2))
  const extras = [
    chunk('gAMA', Buffer.from([0, 0, 1, 0])),
    chunk('iCCP', Buffer.concat([Buffer.from('x\0\0', 'latin1'), bomb])),
    chunk('zTXt', Buffer.concat([Buffer.from('x\0\0', 'latin1'), bomb])),
  ]
  const loaded = png(
    header(side, side),
    ...extras,
    idat(plain),
    chunk('tEXt', Buffer.alloc(5)),
    end,
    Buffer.alloc(9),
  )
  expect(await decode(loaded)).toEqual(await decode(whole))
  expect(barePng(loaded, readPngHeader(loaded)!)).toHaveLength(whole.length)
})

test('whatever is changed in a PNG, it is decoded whole or refused', async () => {
  const random = seededRandom('mutations')
  let refused = 0
  for (let i = 0; i < 400; i++) {
    const bytes = Buffer.from(whole)
    for (let n = random.integer(4); n >= 0; n--) bytes[random.integer(bytes.length)] = random.integer(256)
    const cut = random.integer(3) === 0 ? bytes.subarray(0, random.integer(bytes.length)) : bytes
    const picture = await decode(cut)
    if (picture) expect(picture.rgb).toHaveLength(side * side * 3)
    else refused++
  }
  expect(refused).toBeGreaterThan(100)
})
