import { waitReady } from '@polkadot/wasm-crypto'
import { walletErrors } from '../errors.ts'

// At the top level so that everything above is synchronous. `waitReady` swallows its error.
if (!(await waitReady())) throw walletErrors.KEY_WASM_UNAVAILABLE()

// Called directly: @polkadot/util-crypto 14 goes through JavaScript for sr25519, eight times slower.
export {
  sr25519DeriveKeypairHard,
  sr25519DeriveKeypairSoft,
  sr25519KeypairFromSeed,
  sr25519Sign,
  sr25519Verify,
} from '@polkadot/wasm-crypto'
