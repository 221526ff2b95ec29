import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { raoPerTao } from '@subnetkit/core'
import { describe, expect, it } from 'vitest'
import { castExample } from '../commands/up.ts'
import { readCastFile } from './cast-file.ts'

const read = (content: unknown) => {
  const file = join(mkdtempSync(join(tmpdir(), 'subnetkit-cast-')), 'cast.json')
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
  return readCastFile(file, ['text'])
}
const honest = [{ role: 'validator', character: 'honest' }, { character: 'honest' }]

describe('readCastFile', () => {
  it('reads roles, counts, stakes and houses, with what is usual where nothing is said', async () => {
    const validators = [{ role: 'validator', character: 'cabal', stake: 7, house: 'gang' }]
    const casts = await read({
      text: [...honest, { character: 'lazy', count: 2, house: 'gang' }, ...validators],
    })
    expect(casts.get('text')).toEqual([
      { role: 'validator', character: 'honest', stake: 250n * raoPerTao },
      { role: 'miner', character: 'honest', stake: 0n },
      { role: 'miner', character: 'lazy', stake: 0n, house: 'gang' },
      { role: 'miner', character: 'lazy', stake: 0n, house: 'gang' },
      { role: 'validator', character: 'cabal', stake: 7n * raoPerTao, house: 'gang' },
    ])
  })

  it('reads the example of `up --help`', async () => {
    expect((await read(castExample)).get('text')).toHaveLength(7)
  })

  it.each([
    ['text that is no JSON', '{', /JSON/],
    ['a list', [], /the file/],
    ['a subnet that does not run', { image: [...honest] }, /"image" is none of the subnets/],
    [
      'a character that nobody knows',
      { text: [...honest, { character: 'saint' }] },
      /no character "saint"; there are .*greedy/,
    ],
    [
      'a miner with a validator’s character',
      { text: [...honest, { character: 'cabal' }] },
      /"cabal" is a validator's/,
    ],
    [
      'a validator with a miner’s',
      { text: [...honest, { role: 'validator', character: 'lazy' }] },
      /"lazy" is a miner's/,
    ],
    ['no validator', { text: [{ character: 'honest' }] }, /no validator/],
    ['no miner', { text: [{ role: 'validator', character: 'honest' }] }, /no miner/],
    ['too many', { text: [...honest, { character: 'honest', count: 254 }] }, /256 members/],
    ['a word that means nothing', { text: [{ character: 'honest', stak: 1 }] }, /stak/],
    ['half a TAO', { text: [{ character: 'honest', stake: 0.5 }] }, /stake/],
  ])('refuses %s', async (_, content, problem) => {
    await expect(read(content)).rejects.toMatchObject({
      code: 'CAST_INVALID',
      message: expect.stringMatching(problem),
    })
  })

  it('refuses a file that is not there', async () => {
    await expect(readCastFile('/nowhere/cast.json', ['text'])).rejects.toMatchObject({ code: 'CAST_INVALID' })
  })
})
