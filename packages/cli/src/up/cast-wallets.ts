import { createWallet } from '@subnetkit/wallet/files'
import type { Actor } from './cast-keys.ts'

/** Where an actor's wallet is, in btcli's layout. */
export function walletOf(
  actor: Actor,
  walletDir: string,
): { walletDir: string; wallet: string; hotkey: string } {
  return { walletDir, wallet: actor.id.replace('/', '-'), hotkey: 'default' }
}

/** Writes the wallets of the cast. Their coldkeys are stored plain: this money is worth nothing. */
export async function storeWallets(actors: readonly Actor[], walletDir: string): Promise<void> {
  for (const actor of actors) {
    await createWallet({
      ...walletOf(actor, walletDir),
      password: null,
      coldkeyKeypair: actor.coldkey,
      hotkeyKeypair: actor.hotkey,
    })
  }
}
