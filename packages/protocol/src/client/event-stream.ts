/** The stream is not what the wire of a contract looks like; `tooLarge` when it is just too long. */
export class StreamFault extends Error {
  override readonly name = 'StreamFault'
  readonly tooLarge: boolean
  constructor(message: string, tooLarge = false) {
    super(message)
    this.tooLarge = tooLarge
  }
}

/** Takes the bytes of a stream as they come. */
export interface EventStreamReader {
  /** Throws `StreamFault`. */
  push(chunk: Uint8Array): void
  /** The stream is over; throws `StreamFault` when it stops inside a message. */
  end(): void
}

/**
 * Reads server-sent events strictly: UTF-8, messages of `event` and `data` lines that end with an empty line. LF and
 * CRLF end lines; comments are skipped. `onMessage` may throw and so end the reading.
 */
export function eventStreamReader(options: {
  maxMessages: number
  onMessage: (name: string, data: string) => void
}): EventStreamReader {
  const { maxMessages, onMessage } = options
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  // The line that has not ended yet, in pieces: joining at every chunk would make one that drips in quadratic.
  let pieces: string[] = []
  let messages = 0
  let name: string | undefined
  let data: string[] = []

  const decode = (chunk?: Uint8Array): string => {
    try {
      return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true })
    } catch {
      throw new StreamFault('the stream is not UTF-8')
    }
  }
  const onLine = (line: string): void => {
    if (line.startsWith(':')) return
    if (line === '') {
      if (name === undefined && data.length === 0) return
      if (name === undefined || data.length === 0)
        throw new StreamFault('a message lacks its event or its data')
      if (++messages > maxMessages) throw new StreamFault(`more than ${maxMessages} messages`, true)
      const [whole, parts] = [name, data]
      name = undefined
      data = []
      onMessage(whole, parts.join('\n'))
      return
    }
    const field = /^(event|data|id|retry): ?([^\r]*)$/.exec(line)
    if (!field) throw new StreamFault('a line is no field of a message')
    if (field[1] === 'event') {
      if (name !== undefined) throw new StreamFault('a message has two events')
      name = field[2]!
    }
    if (field[1] === 'data') data.push(field[2]!)
  }
  return {
    push(chunk) {
      const text = decode(chunk)
      let start = 0
      for (;;) {
        const end = text.indexOf('\n', start)
        if (end === -1) break
        const line = pieces.join('') + text.slice(start, end)
        pieces = []
        start = end + 1
        onLine(line.endsWith('\r') ? line.slice(0, -1) : line)
      }
      if (start < text.length) pieces.push(text.slice(start))
    },
    end() {
      if (decode() !== '' || pieces.length > 0 || name !== undefined || data.length > 0) {
        throw new StreamFault('the stream stops inside a message')
      }
    },
  }
}
