import type { NetworkView } from './network-view.ts'
import { renderTable } from './render-table.ts'

/** Where `up` shows what happens. */
export interface Screen {
  /** A step of the start: what is being done. */
  step(text: string): void
  /** The network has changed. */
  update(view: NetworkView): void
  /** Something happened that is worth a line. */
  note(text: string): void
  /** No more drawing; the cursor is back where it belongs. */
  close(): void
}

/** For a terminal: the table is drawn in place, at most ten times a second. */
export function liveScreen(stream: NodeJS.WriteStream): Screen {
  const color = !process.env.NO_COLOR
  let drawn = 0
  let pending: NetworkView | undefined
  let newest = ''
  let timer: NodeJS.Timeout | undefined

  const draw = (): void => {
    timer = undefined
    if (!pending) return
    const width = stream.columns || 120
    // A line that wraps would be two lines to go up over; colour codes have no width.
    const lines = renderTable({ ...pending, note: newest }, { color }).slice(
      0,
      Math.max(5, (stream.rows || 40) - 1),
    )
    const up = drawn > 0 ? `\u001b[${drawn}A` : ''
    stream.write(`${up}${lines.map((line) => `\u001b[2K${clip(line, width)}`).join('\n')}\n\u001b[0J`)
    drawn = lines.length
  }
  return {
    step: (text) => stream.write(`  ${text}\n`),
    update(view) {
      pending = view
      timer ??= setTimeout(draw, 100)
    },
    note(text) {
      newest = text
      if (!pending) stream.write(`  ${text}\n`)
    },
    close() {
      clearTimeout(timer)
      if (pending) draw()
    },
  }
}

/** Cuts a line to `width` visible characters, counting no colour codes. */
export function clip(line: string, width: number): string {
  let visible = 0
  let out = ''
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences begin with one
  for (const part of line.split(/(\u001b\[[0-9;]*m)/)) {
    if (part.startsWith('\u001b')) {
      out += part
      continue
    }
    const room = width - visible
    out += part.slice(0, room)
    visible += Math.min(part.length, room)
  }
  return out
}

/** For everything that is no terminal: a line a happening, and the table once an epoch. */
export function plainScreen(stream: NodeJS.WritableStream): Screen {
  let epochs = -1
  return {
    step: (text) => void stream.write(`${text}\n`),
    note: (text) => void stream.write(`${text}\n`),
    update(view) {
      const now = view.subnets.reduce((sum, subnet) => sum + subnet.epochs, 0)
      if (now === epochs) return
      epochs = now
      if (now > 0) stream.write(`${renderTable(view, { color: false }).slice(0, -2).join('\n')}\n`)
    },
    close() {},
  }
}

/** For programs that look for themselves. */
export const silentScreen: Screen = { step() {}, update() {}, note() {}, close() {} }
