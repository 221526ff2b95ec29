/** The public side of a key, as the `wallet` commands print it. */
export interface DescribedKey {
  readonly ss58: string
  /** 0x and 64 hexadecimal digits. */
  readonly publicKey: string
  readonly scheme: string
}

export const toHex = (bytes: Uint8Array): string => `0x${Buffer.from(bytes).toString('hex')}`

/** What may be shown of a key. */
export function describeKey(key: { ss58: string; publicKey: Uint8Array; scheme: string }): DescribedKey {
  return { ss58: key.ss58, publicKey: toHex(key.publicKey), scheme: key.scheme }
}
