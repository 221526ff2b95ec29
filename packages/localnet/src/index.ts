export { localnetErrors } from './errors.ts'
export {
  type Ledger,
  readLedger,
  type SubnetLedger,
  type TaoLedger,
} from './ledger.ts'
export {
  type AccountBalance,
  type BlockRef,
  createLocalnet,
  type GenesisOptions,
  type Localnet,
  type LocalnetOptions,
  replayBlocks,
} from './localnet.ts'
export type { RecordedBlock } from './recording.ts'
export type { SealMode } from './sealer.ts'
