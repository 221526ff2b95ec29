export { type FakeChain, fakeChain } from './fake-chain.ts'
export { type FuzzReport, fuzzMiner } from './fuzz-miner.ts'
export { type Rehearsal, rehearse } from './rehearse.ts'
