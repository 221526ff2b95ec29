export { type FakeChain, fakeChain } from './fake-chain.ts'
export { type Rehearsal, rehearse } from './rehearse.ts'
