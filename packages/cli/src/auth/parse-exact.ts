/** Strings (so that what looks like a number inside them is left alone) and integers that a double may not hold. */
const tokens = /"(?:[^"\\]|\\.)*"|-?\d{16,}(?![\d.eE])/g

/**
 * Parses JSON and keeps integers of 16 digits and more exactly, as decimal strings: nonces count nanoseconds, beyond
 * what a JSON number survives.
 */
export const parseExact = (text: string): unknown =>
  JSON.parse(text.replace(tokens, (token) => (token.startsWith('"') ? token : `"${token}"`)))
