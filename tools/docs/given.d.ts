// What examples take for granted: the reader's connection, keys and subnet, so that each example shows one thing.

declare const chain: import('@subnetkit/chain').Chain
declare const netuid: number
declare const hotkey: import('@subnetkit/wallet/keys').Keypair
declare const minerHotkey: import('@subnetkit/wallet/keys').Keypair
declare const validatorHotkey: import('@subnetkit/wallet/keys').Keypair
declare const directory: import('@subnetkit/protocol/server').CallerDirectory
declare const models: import('@subnetkit/models').Models
