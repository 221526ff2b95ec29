import { Command } from 'commander'
import { processIo, type WalletIo } from '../wallet/answer.ts'
import { createWalletCommand } from '../wallet/create-command.ts'
import { importWalletCommand } from '../wallet/import-command.ts'
import { listWalletsCommand } from '../wallet/list-command.ts'
import { showKeyfileCommand } from '../wallet/show-command.ts'

/**
 * `subnetkit wallet`: wallets in btcli's layout.
 *
 * @example
 * ```ts
 * import { walletCommand } from './commands/wallet.ts'
 * program.addCommand(walletCommand())
 * ```
 */
export function walletCommand(io: WalletIo = processIo): Command {
  const command = new Command('wallet')
    .summary('make, import, list and open wallets')
    .description(
      'Wallets in the layout of btcli, readable by it and by the Python SDK. Secrets are never printed, but for the ' +
        'phrases of new keys: once, on standard error.',
    )
    .addCommand(createWalletCommand(io))
    .addCommand(importWalletCommand(io))
    .addCommand(listWalletsCommand(io))
    .addCommand(showKeyfileCommand(io))
  // Not inherited through addCommand; without it a wrong option would end the process with 1 instead of 2.
  for (const one of [command, ...command.commands]) one.exitOverride()
  return command
}
