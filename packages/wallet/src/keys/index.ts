export { walletErrors } from '../errors.ts'
export type { Keypair, Scheme } from './keypair.ts'
export {
  devPhrase,
  keypairFromMnemonic,
  keypairFromPrivateKey,
  keypairFromSeed,
  keypairFromUri,
} from './keypair-from.ts'
export { generateMnemonic, mnemonicToSeed, type WordCount } from './mnemonic.ts'
export { decodeSs58, encodeSs58, isSs58 } from './ss58.ts'
export { type VerifySignatureOptions, verifySignature } from './verify-signature.ts'
