/**
 * Draws what a program printed on a terminal: `… | node --import tsx tools/pictures/src/main.ts TITLE > picture.svg`.
 * Of a screen that was drawn again and again, the last drawing counts.
 */
import { text } from 'node:stream/consumers'
import { terminalSvg } from './terminal-svg.ts'

const [title = 'subnetkit'] = process.argv.slice(2)
const printed = (await text(process.stdin)).replaceAll('\r', '')
// Our live screen goes up over what it drew: everything after the last such move is the newest picture.
// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences begin with one
const newest = printed.split(/\u001b\[\d+A/).at(-1)!
// biome-ignore lint/suspicious/noControlCharactersInRegex: clearing a line or the rest of the screen leaves no mark
const lines = newest.replace(/\u001b\[\d*[JK]/g, '').split('\n')
while (lines.at(-1)?.trim() === '') lines.pop()
process.stdout.write(terminalSvg(title, lines))
