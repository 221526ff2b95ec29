import { cheaper, collector, copier, garbage, lazy, quantised } from '@subnetkit/characters'
import { seededRandom } from '@subnetkit/core'
import { createModels, type Models } from '@subnetkit/models'
import type { Character } from '@subnetkit/neuron'
import { type Rehearsal, rehearse } from '@subnetkit/neuron/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Bitmap } from './bitmap.ts'
import { characters } from './characters.ts'
import { contract, type Order } from './contract.ts'
import type { Finding } from './finding.ts'
import { miner } from './miner.ts'
import { decodePng } from './png/decode-png.ts'
import { encodePng } from './png/encode-png.ts'
import { readPngHeader } from './png/png-header.ts'
import { attributesOf } from './scene/index.ts'
import { validator } from './validator.ts'

const general: readonly Character[] = [lazy, copier, garbage, collector, cheaper, quantised]
const cast = {
  honest: undefined,
  ...Object.fromEntries([...general, ...characters].map((character) => [character.name, character])),
}

let models: Models
let played: Rehearsal
beforeAll(async () => {
  models = createModels({ workers: 1 })
  const subnet = {
    contract,
    miner,
    validator: { ...validator, schedule: { ...validator.schedule, deadlineMs: 60_000 } },
  }
  played = await rehearse({ subnet, cast, models, epochs: 2 })
}, 300_000)
afterAll(() => models.close())

/** What the validator found of one neuron, on one route. */
const findingsOf = <R extends Finding['route']>(name: string, route: R) =>
  played.exchanges.flatMap((exchange) => {
    if (exchange.name !== name || exchange.verdict?.verdict !== 'finding') return []
    const finding = exchange.verdict.finding as Finding
    return finding.route === route ? [finding as Extract<Finding, { route: R }>] : []
  })
const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length

describe('a cast over real HTTP, with the real models', () => {
  test('nothing went wrong and everybody answered', () => {
    expect(played.errors).toEqual([])
    expect(played.exchanges.filter(({ outcome }) => 'failure' in outcome)).toEqual([])
    expect(played.exchanges).toHaveLength(Object.keys(cast).length * 8)
  })
  test('an honest miner: every pixel is right, enlarging is worth what our network is, open pictures are read', () => {
    expect(findingsOf('honest', 'generate')).toHaveLength(4)
    for (const finding of findingsOf('honest', 'generate'))
      expect(finding).toMatchObject({ valid: true, matching: 1 })
    expect(mean(findingsOf('honest', 'upscale').map(({ quality }) => quality))).toBeGreaterThan(0.75)
    expect(mean(findingsOf('honest', 'open').map(({ hits }) => hits))).toBeGreaterThan(3)
    expect(played.scores.honest).toBeGreaterThan(0.7)
  })
  test.each(['lazy', 'copier', 'garbage'])(
    'no work: %s has less than a twentieth of the honest score',
    (name) => {
      expect(played.scores[name]).toBeLessThan(0.05 * played.scores.honest!)
    },
  )
  test.each(['cheat', 'draughtsman', 'one-seed', 'cheaper', 'quantised'])(
    'less work or another rule: %s, whose pictures look right, has less than a twentieth',
    (name) => {
      expect(played.scores[name]).toBeLessThan(0.05 * played.scores.honest!)
    },
  )
  test('bicubic interpolation earns nothing for enlarging, an empty picture nothing for open', () => {
    expect(Math.max(...findingsOf('bicubic', 'upscale').map(({ quality }) => quality))).toBeLessThan(0.02)
    expect(findingsOf('bicubic', 'generate').every(({ valid }) => valid)).toBe(true)
    expect(played.scores.bicubic).toBeLessThan(0.85 * played.scores.honest!)
    expect(mean(findingsOf('blank', 'open').map(({ hits }) => hits))).toBeLessThan(3)
  })
  test('whoever enlarges somewhat better than bicubic earns somewhat more', () => {
    const [none, some, ours] = ['bicubic', 'sharpener', 'honest'].map((name) =>
      mean(findingsOf(name, 'upscale').map(({ quality }) => quality)),
    )
    expect(some).toBeGreaterThan(none!)
    expect(some).toBeLessThan(ours!)
  })
  test('every question is another one, of all routes, and within what the contract takes', () => {
    const requests = played.exchanges.map(({ route, request }) =>
      request instanceof Uint8Array
        ? `${route} ${Buffer.from(request).toString('base64')}`
        : JSON.stringify(request),
    )
    const repeated = requests.length - new Set(requests).size
    // Open questions have no seed: of 2,800 prompts in three sizes two may be alike.
    expect(repeated).toBeLessThan(4)
    for (const { route, request } of played.exchanges) {
      if (route === 'upscale') {
        expect(readPngHeader(request as Uint8Array)).toEqual({ width: 64, height: 64, channels: 3 })
        continue
      }
      const { prompt, width, height } = request as Order
      expect(attributesOf(prompt)).toBeDefined()
      expect(route === 'open' ? [128, 160, 192] : [224, 240, 256]).toContain(width)
      expect(height).toBe(width)
    }
  })
})

describe('an answer that was altered after the fact', () => {
  type Exchange = Parameters<typeof validator.verify>[0]['exchange']
  /** What the validator says of an honest answer to which something was done. */
  async function verify(
    route: Finding['route'],
    change: (png: Uint8Array, picture: Bitmap) => unknown,
  ): Promise<unknown> {
    const found = played.exchanges.find((exchange) => exchange.name === 'honest' && exchange.route === route)
    const exchange = found as unknown as Exchange
    const png = exchange.outcome.response
    const picture = await decodePng(png, () => true)
    const response = (await change(png, picture!)) as Uint8Array
    const config = validator.config!.parse({})
    const { signal } = new AbortController()
    const log = undefined as never
    return validator.verify({
      exchange: { ...exchange, outcome: { ...exchange.outcome, response } } as Exchange,
      hidden: { seed: 'a scene that nobody has seen' },
      neuron: undefined as never,
      random: seededRandom('verify'),
      signal,
      env: await validator.setup!({ models, config, log, signal }),
    })
  }
  const shifted = (picture: Bitmap): Bitmap => ({
    ...picture,
    rgb: Buffer.concat([picture.rgb.subarray(3), picture.rgb.subarray(0, 3)]),
  })
  test('unaltered it is valid, and so is another encoding of the same pixels', async () => {
    expect(await verify('generate', (png) => png)).toMatchObject({ valid: true })
    const again = await verify('generate', async (_, { width, height, rgb }) => {
      const { default: sharp } = await import('sharp')
      return sharp(rgb, { raw: { width, height, channels: 3 } })
        .ensureAlpha()
        .png({ compressionLevel: 9 })
        .toBuffer()
    })
    expect(again).toMatchObject({ valid: true, worst: 0 })
  })
  test.each<[string, (png: Uint8Array, picture: Bitmap) => unknown]>([
    ['moved by a pixel', (_, picture) => encodePng(shifted(picture))],
    [
      'a little brighter',
      (_, picture) => encodePng({ ...picture, rgb: picture.rgb.map((v) => Math.min(255, v + 6)) }),
    ],
    ['upside down', (_, picture) => encodePng({ ...picture, rgb: Uint8Array.from(picture.rgb).reverse() })],
    [
      'of another size',
      (_, { width, height, rgb }) =>
        encodePng({ width, height: height / 2, rgb: rgb.subarray(0, rgb.length / 2) }),
    ],
    ['cut short', (png) => png.subarray(0, png.length - 30)],
    ['empty', () => new Uint8Array()],
    ['a page of text', () => Buffer.from('<html>'.repeat(100))],
  ])('%s is refuted, not thrown', async (_, change) => {
    expect(await verify('generate', change)).toMatchObject({ route: 'generate', valid: false })
  })
  test('an enlarged or open picture that is none is worth nothing, not thrown', async () => {
    expect(await verify('upscale', () => new Uint8Array(9))).toMatchObject({ route: 'upscale', quality: 0 })
    expect(await verify('upscale', (png) => png)).toMatchObject({ route: 'upscale', quality: 0 })
    expect(await verify('open', () => new Uint8Array(9))).toMatchObject({ route: 'open', hits: 0 })
  })
})
