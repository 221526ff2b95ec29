export { localnetErrors } from './errors.ts'
export {
  type Ledger,
  type Ledger,
  readLedger,
  readLedger,
  type SubnetLedger,
  type SubnetLedger,
  type TaoLedger,
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
