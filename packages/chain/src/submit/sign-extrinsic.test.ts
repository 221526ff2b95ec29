import { blake2b } from '@noble/hashes/blake2.js'
import { keypairFromUri, type Scheme, verifySignature } from '@subnetkit/wallet/keys'
import { describe, expect, it } from 'vitest'
import { spec424 } from '../../test/mock-subtensor.ts'
import { signExtrinsic } from './sign-extrinsic.ts'

const genesis = '42'.repeat(32)
const birth = 'ab'.repeat(32)

/** The payload by hand: call ++ era ++ nonce ++ tip ++ mode, then spec, tx version, genesis, birth, no metadata hash. */
const payloadOf = (call: string, extra: string) =>
  Buffer.from(`${call}${extra}${'a8010000'}${'01000000'}${genesis}${birth}00`, 'hex')

describe('signExtrinsic', () => {
  const context = {
    runtime: spec424(),
    genesisHash: `0x${genesis}`,
    nonce: 3,
    birth: { number: 1000, hash: `0x${birth}` },
    period: 128,
  }

  it.each<Scheme>(['sr25519', 'ed25519'])('signs the bytes that the runtime verifies, with %s', (scheme) => {
    const keypair = keypairFromUri('//Alice', scheme)
    const call = context.runtime.call('SubtensorModule', 'set_weights', [1, [0, 1], [65_535, 1], 0])
    const { hex, hash } = signExtrinsic(call, keypair, context)
    const bytes = Buffer.from(hex.slice(2), 'hex')
    const callHex = '07000100080000010008ffff01000000000000000000'
    // Compact length, version 4 signed, MultiAddress::Id, MultiSignature, era 1000 of 128, nonce, tip, mode, call.
    const era = (((1000 % 128) << 4) | 6)
      .toString(16)
      .padStart(4, '0')
      .replace(/(..)(..)/, '$2$1')
    const extra = `${era}0c0000`
    const schemeByte = scheme === 'sr25519' ? '01' : '00'
    const head = `84${'00'}${Buffer.from(keypair.publicKey).toString('hex')}${schemeByte}`
    const length = bytes.length - 2
    expect(hex.slice(2, 6)).toBe(
      ((length << 2) | 1)
        .toString(16)
        .padStart(4, '0')
        .replace(/(..)(..)/, '$2$1'),
    )
    expect(hex.slice(6, 6 + head.length)).toBe(head)
    expect(hex.slice(6 + head.length + 128)).toBe(`${extra}${callHex}`)
    const signature = bytes.subarray(2 + head.length / 2, 2 + head.length / 2 + 64)
    const message = payloadOf(callHex, extra)
    expect(verifySignature({ scheme, publicKey: keypair.publicKey, message, signature })).toBe(true)
    expect(hash).toBe(`0x${Buffer.from(blake2b(bytes, { dkLen: 32 })).toString('hex')}`)
  })

  it('hashes payloads over 256 bytes before signing', () => {
    const keypair = keypairFromUri('//Alice')
    const uids = Array.from({ length: 100 }, (_, uid) => uid)
    const call = context.runtime.call('SubtensorModule', 'set_weights', [1, uids, uids, 0])
    const { hex } = signExtrinsic(call, keypair, context)
    const bytes = Buffer.from(hex.slice(2), 'hex')
    const signature = bytes.subarray(2 + 1 + 33 + 1, 2 + 1 + 33 + 1 + 64)
    const extra = bytes.subarray(2 + 1 + 33 + 1 + 64, 2 + 1 + 33 + 1 + 64 + 5).toString('hex')
    const payload = payloadOf(call.toHex().slice(2), extra)
    expect(payload.length).toBeGreaterThan(256)
    const message = blake2b(payload, { dkLen: 32 })
    const { publicKey } = keypair
    expect(verifySignature({ scheme: 'sr25519', publicKey, message, signature })).toBe(true)
    expect(verifySignature({ scheme: 'sr25519', publicKey, message: payload, signature })).toBe(false)
  })
})
