import { isSubnetkitError } from '@subnetkit/core'
import type { OpenedKeyfile } from '@subnetkit/wallet/files'
import { Command } from 'commander'
import { answer, type WalletAnswer, type WalletIo } from './answer.ts'
import { openSecretAsker } from './ask-secret.ts'
import { describeKey, toHex } from './describe-key.ts'

interface Flags {
  passwordFile?: string
  sign?: string
  json?: boolean
}

/** `subnetkit wallet show`. */
export function showKeyfileCommand(io: WalletIo): Command {
  return new Command('show')
    .summary('open one keyfile of any form and say whose it is')
    .description(
      'Opens one keyfile: JSON, a bare seed, private key or phrase; plain, $NACL, Ansible vault or Fernet. ' +
        'Prints { ss58, publicKey, scheme, kind, encrypted, signature? } and never a secret. ' +
        'Passwords: --password-file, BT_WALLET_PASSWORD, BT_PW_<PATH>, BT_WALLET_PASSWORD_FILE, then the terminal. ' +
        'Keychains are not read.',
    )
    .argument('<file>', 'the keyfile')
    .option('--password-file <file>', 'file with the password')
    .option('--sign <text>', 'sign this text (UTF-8, exactly as given) and print the signature')
    .option(
      '--json',
      'print one JSON document; a refused file gives { error, code, message } and exit code 1',
    )
    .addHelpText(
      'after',
      `
Examples:
  subnetkit wallet show ~/.bittensor/wallets/mine/hotkeys/default
  subnetkit wallet show wallets/mine/coldkey --password-file pw --sign hello --json`,
    )
    .action((file: string, flags: Flags) => answer(io, flags.json, () => show(file, flags, io)))
}

async function show(file: string, flags: Flags, io: WalletIo): Promise<WalletAnswer> {
  const opened = await open(file, flags, io)
  const json = {
    ...describeKey(opened),
    kind: opened.kind,
    encrypted: opened.encrypted,
    ...(flags.sign !== undefined && { signature: await signed(opened, flags.sign) }),
  }
  const text = Object.entries(json)
    .map(([name, value]) => `${name.padEnd(10)} ${value}`)
    .join('\n')
  return { json, text }
}

async function open(file: string, flags: Flags, io: WalletIo): Promise<OpenedKeyfile> {
  const { openKeyfile, readPasswordFile } = await import('@subnetkit/wallet/files')
  if (flags.passwordFile !== undefined) {
    return openKeyfile(file, { password: await readPasswordFile(flags.passwordFile) })
  }
  try {
    return await openKeyfile(file)
  } catch (error) {
    if (!isSubnetkitError(error, 'WALLET_PASSWORD_MISSING') || !io.input.isTTY) throw error
    return openKeyfile(file, { password: await openSecretAsker(io).ask(`Password of ${file}`) })
  }
}

async function signed(opened: OpenedKeyfile, text: string): Promise<string> {
  const { walletErrors } = await import('@subnetkit/wallet/files')
  if (!opened.keypair) throw walletErrors.WALLET_NO_SECRET({ path: opened.path })
  return toHex(opened.keypair.sign(new TextEncoder().encode(text)))
}
