import type { HasState } from '../../state-view.ts'
import { storage } from './storage.ts'

/*
 * A subnet's token has a letter: Greek by netuid, then Hebrew. The chain goes on through more scripts to 439; here
 * the symbol after these is the default one. Source: pallets/subtensor, subnets/symbols.rs.
 */
const GREEK = 'Ταβγδεζηθικλμνξοπρσtυφχψω'
const HEBREW = 'אבגדהוזחטיךכלםמןנסעףפץצקרשת'
const symbols = [...GREEK, ...HEBREW]

const encode = (symbol: string): Uint8Array => new TextEncoder().encode(symbol)

/** The symbol that goes with a netuid. */
export const symbolOf = (netuid: number): Uint8Array => encode(symbols[netuid] ?? symbols[0]!)

/** The symbol for a new subnet: its own if it is free, else the first that is. */
export function freeSymbol(chain: HasState, netuid: number): Uint8Array {
  const taken = new Set(
    [...storage.TokenSymbol.entries(chain)].map(([, symbol]) => new TextDecoder().decode(symbol)),
  )
  const own = symbols[netuid]
  if (own !== undefined && !taken.has(own)) return encode(own)
  return encode(symbols.slice(1).find((symbol) => !taken.has(symbol)) ?? symbols[0]!)
}
