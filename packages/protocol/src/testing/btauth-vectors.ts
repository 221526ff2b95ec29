/** Golden vectors of btauth/1: V1 and V2 are the official ones, E1 to E3 were made with two independent libraries. */
const utf8 = new TextEncoder()

export const fixture = {
  nonce: 1_752_076_800_000_000_000n,
  method: 'POST',
  path: '/generate?stream=false',
  body: utf8.encode('{"prompt": "hello"}'),
  bodyDigest: '341c57448e531310fbbe83f44cea2a5e838bd9e8a6b82b269f01d0dbbc23c3cc',
  alice: '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY',
  aliceEd25519: '5FA9nQDVg267DEd8m1ZypXLBnvN7SFxYwV7ndqSYGiN9TTpu',
  bob: '5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty',
} as const

export const v1 = {
  payload: [
    'btauth/1',
    'sr25519',
    'POST',
    '/generate?stream=false',
    fixture.bodyDigest,
    '1752076800000000000',
    fixture.alice,
    fixture.bob,
  ].join('\n'),
  payloadBytes: 227,
  payloadDigest: 'baf86fd1c333d473ab47b43f8dbd682d51df91b5db8ec09ee06d86f80f4075fd',
  /** E3: one of the many signatures that must verify. */
  signature:
    'b47c2953300377ff9c75b7c2754fbb4dd00d4af6a24b0989e480f23b93a0286a4de5a5e6def489a810215ee93446908106f10b19bbe07d3abdba9a4cbdf3e081',
} as const

export const v2 = {
  payloadDigest: 'ade0f7048e8b6c022c3de88fa8edd9c64a91390b77c9a059f716c0b1f0a1ac13',
  signature:
    '1a6b631988bf1f7ea093ab9d5acf61f05c316d0b0e428b24b487b75a5f6ee0e1a56a26918fdf871b6cf09437e6588023a4ce423cf622621b2a7feee17612f704',
} as const

export const e1 = {
  method: 'GET',
  path: '/health',
  signature:
    '983bd33f0bcf39048c536992c8981816ba384406cb4c3c04ac1c9490fe1eddbd1be06d80cd8cb5a8d1f4594a492b0e9d101bdde77cd1fb0e96d7fc041a6fb30e',
} as const

export const e2 = {
  method: 'POST',
  path: '/a%20b?q=1&x=%2F',
  body: Uint8Array.of(0x00, 0xff, 0x0a),
  bodyDigest: '712450d3c4a79eea9509e75dc1dacdeff58034df538536cfae2da882bd8a0c50',
  signature:
    '9bdc93db226cfe99a6c1b85498b0ce149326f021c226ee164c8e3dd611df263e0dad8ac09b8e9e0fff53a78a608529b7035ee69ec67cfb99d6e7e81296671b07',
} as const
