import { type Command, Option } from 'commander'

/** Options that every `wallet` command has. */
export interface CommonFlags {
  walletDir?: string
  json?: boolean
}

/** Options of the commands that store a key. */
export interface StoreFlags extends CommonFlags {
  wallet: string
  scheme: 'sr25519' | 'ed25519'
  passwordFile?: string
  /** False with --no-password. */
  password: boolean
}

/** Adds --wallet-dir and --json. */
export function withCommonOptions(command: Command): Command {
  return command
    .option('--wallet-dir <dir>', 'folder of the wallets (default: BT_WALLET_PATH, or ~/.bittensor/wallets)')
    .option('--json', 'print one JSON document on standard output')
}

/** Adds what the commands that store a key have in common. */
export function withStoreOptions(command: Command): Command {
  return withCommonOptions(command)
    .addOption(new Option('--wallet <name>', 'name of the wallet').env('BT_WALLET').default('default'))
    .addOption(
      new Option('--scheme <scheme>', 'signature scheme').choices(['sr25519', 'ed25519']).default('sr25519'),
    )
    .addOption(
      new Option('--password-file <file>', 'file with the password of the new keyfile').conflicts('password'),
    )
    .option('--no-password', 'store the coldkey plain')
}
