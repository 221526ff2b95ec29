import { defineErrors } from '@subnetkit/core'

/** Every error that this package throws. None of them ever carries a phrase, a seed, a private key or a password. */
export const walletErrors = defineErrors({
  SS58_INVALID: {
    message: '"{text}" is not an ss58 address with prefix 42: {reason}.',
    remedy: 'Copy the whole address as btcli prints it; it starts with 5 and has 47 or 48 characters.',
  },
  MNEMONIC_INVALID: {
    message: 'The phrase is not a valid BIP39 mnemonic: {reason}.',
    remedy: 'Check that it has 12, 15, 18, 21 or 24 English words in lower case, in the right order.',
  },
  KEY_URI_INVALID: {
    message: 'The key URI cannot be read: {reason}.',
    remedy: 'Write [phrase or 0x seed][//hard][/soft][///password], for example //Alice.',
  },
  KEY_INVALID: {
    message: 'The key material is not valid: {reason}.',
    remedy: 'Export the key again from the program that made it, or import its phrase instead.',
  },
  KEY_SCHEME_UNSUPPORTED: {
    message: 'Keys of the type {scheme} are not supported.',
    remedy: 'Use an sr25519 or ed25519 key.',
  },
  KEY_WASM_UNAVAILABLE: {
    message: 'The WebAssembly module for sr25519 keys could not be started.',
    remedy: 'Run on Node 20.19 or later, or in a browser whose content policy allows WebAssembly.',
  },
  WALLET_NAME_INVALID: {
    message: '"{name}" cannot be the name of a {what}.',
    remedy:
      'Use letters, digits, dots, hyphens and underscores; not a path, and no ending .lock, .tmp or pub.txt.',
  },
  WALLET_NOT_FOUND: {
    message: 'There is no keyfile {path}.',
    remedy: 'Check --wallet-dir, --wallet and --hotkey, or make one with: subnetkit wallet create.',
  },
  WALLET_UNREADABLE: {
    message: 'The file {path} cannot be read or written: {reason}.',
    remedy: 'Run as the user who owns the wallet, and check the rights of the folders above it.',
  },
  WALLET_SYMLINK: {
    message: '{path} is a symbolic link.',
    remedy: 'Name the real file, or copy it: keyfiles are neither read nor written through links.',
  },
  WALLET_CORRUPT: {
    message: 'The keyfile {path} cannot be used: {reason}.',
    remedy: 'Restore it from a backup, or write it again from its phrase with: subnetkit wallet import.',
  },
  WALLET_ADDRESS_MISMATCH: {
    message: 'The secret in {path} belongs to another address than the file says.',
    remedy: 'Do not use it before you know which of the two is right; restore the file from a backup.',
  },
  WALLET_POLKADOT_EXPORT: {
    message: '{path} is an account exported by a polkadot-js wallet, not a keyfile.',
    remedy: 'Import the phrase of that account with: subnetkit wallet import.',
  },
  WALLET_NO_SECRET: {
    message: '{path} holds an address only, no secret.',
    remedy: 'Name the file that holds the secret; those ending in pub.txt never do.',
  },
  WALLET_KEY_EXISTS: {
    message: 'There is already a keyfile {path}.',
    remedy: 'Choose another name; a key is replaced only when asked for, and is lost then without a backup.',
  },
  WALLET_PASSWORD_MISSING: {
    message: 'A password is needed for {path}.',
    remedy:
      'Pass --password-file, or set BT_WALLET_PASSWORD, BT_WALLET_PASSWORD_FILE or {variable}. Keychains are not read.',
  },
  WALLET_PASSWORD_EMPTY: {
    message: 'The password for {path} is empty or was not given.',
    remedy: 'Give one, or say that the key is to be stored plain (null, or --no-password).',
  },
  WALLET_PASSWORD_WRONG: {
    message: 'The password ({source}) does not open {path}, or the file was altered.',
    remedy: 'Try the password again; if it is surely right, restore the file from a backup.',
  },
  WALLET_PASSWORD_FILE: {
    message: 'The password file {path} cannot be used: {reason}.',
    remedy: 'Write the password on the first line of a readable file of at most 4 KiB.',
  },
  WALLET_DERIVATION_FAILED: {
    message: 'The encryption key could not be derived from the password: {reason}.',
    remedy: 'Opening an encrypted keyfile takes 512 MiB of memory for some seconds; make room and try again.',
  },
})
