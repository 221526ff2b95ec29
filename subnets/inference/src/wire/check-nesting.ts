import { refuse } from './refuse.ts'

const [quote, backslash, openArray, openObject, closeArray, closeObject] = [
  0x22, 0x5c, 0x5b, 0x7b, 0x5d, 0x7d,
]

/** Objects round a tensor's data, and its dimensions. */
const maxDepth = 16
/** Rows of nested data are arrays; whoever has more of them than this sends flat or binary data. */
const maxContainers = 65_536

/**
 * Looks over JSON before it is parsed: megabytes of brackets take a parser seconds, which holds up everybody else.
 *
 * @throws BODY_INVALID
 */
export function checkNesting(json: Uint8Array): void {
  let depth = 0
  let containers = 0
  let isText = false
  for (let at = 0; at < json.length; at++) {
    const byte = json[at]
    if (isText) {
      if (byte === backslash) at++
      else if (byte === quote) isText = false
    } else if (byte === quote) {
      isText = true
    } else if (byte === openArray || byte === openObject) {
      if (++depth > maxDepth) throw refuse(`its JSON is more than ${maxDepth} deep`)
      if (++containers > maxContainers)
        throw refuse(`its JSON has more than ${maxContainers} arrays and objects`)
    } else if (byte === closeArray || byte === closeObject) {
      depth--
    }
  }
}
