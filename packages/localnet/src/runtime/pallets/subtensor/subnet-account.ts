import type { AccountId } from '../../scale/chain-types.ts'

const text = (letters: string): string =>
  [...letters].map((letter) => letter.charCodeAt(0).toString(16).padStart(2, '0')).join('')

const byte = (value: number): string => (value & 0xff).toString(16).padStart(2, '0')

const PREFIX = `0x${text('modl')}${text('subtensr')}`

/** The account that holds a subnet's TAO: "modl" ++ "subtensr" ++ netuid, padded with zeros. */
export const subnetAccount = (netuid: number): AccountId =>
  `${PREFIX}${byte(netuid)}${byte(netuid >> 8)}`.padEnd(66, '0')

/** Whether an account is a subnet's: nobody may use it as a hotkey. */
export const isSubnetAccount = (account: AccountId): boolean =>
  account.startsWith(PREFIX) && /^0*$/.test(account.slice(PREFIX.length + 4))
