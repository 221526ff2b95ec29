import { createInterface } from 'node:readline'
import { StringDecoder } from 'node:string_decoder'
import { walletCommandErrors } from './errors.ts'

/** Where questions are read from and written to. */
export interface Terminal {
  readonly input: NodeJS.ReadableStream & { isTTY?: boolean; setRawMode?: (on: boolean) => unknown }
  readonly output: NodeJS.WritableStream
}

/** Asks for secrets one after the other. */
export interface SecretAsker {
  /** The answer to `what`: typed unseen on a terminal, else the next line of the input. Throws INPUT_ENDED. */
  ask(what: string): Promise<string>
  close(): void
}

const [ctrlC, ctrlD, backspace, del] = ['\u0003', '\u0004', '\b', '\u007f']

const typedUnseen = ({ input, output }: Terminal, what: string): Promise<string> =>
  new Promise((resolve, reject) => {
    let typed = ''
    const finish = (end: () => void): void => {
      input.off('data', onData)
      input.setRawMode?.(false)
      input.pause()
      output.write('\n')
      end()
    }
    const onKey = (key: string): boolean => {
      if (key === '\r' || key === '\n') finish(() => resolve(typed))
      else if (key === ctrlC || key === ctrlD) finish(() => reject(walletCommandErrors.INPUT_ENDED({ what })))
      else {
        typed = key === backspace || key === del ? [...typed].slice(0, -1).join('') : typed + key
        return true
      }
      return false
    }
    const decoder = new StringDecoder()
    const onData = (chunk: Buffer | string): void => {
      // By character, so that backspace takes a whole one and a paste may hold the line end.
      for (const key of typeof chunk === 'string' ? chunk : decoder.write(chunk)) if (!onKey(key)) return
    }
    output.write(`${what}: `)
    input.setRawMode?.(true)
    input.on('data', onData)
    input.resume()
  })

/** Opens the terminal, or what stands in for it, for questions. */
export function openSecretAsker(terminal: Terminal): SecretAsker {
  if (terminal.input.isTTY) return { ask: (what) => typedUnseen(terminal, what), close: () => undefined }
  // One reader for all questions: a second one would miss the lines that the first has taken in.
  const reader = createInterface({ input: terminal.input })
  const lines = reader[Symbol.asyncIterator]()
  return {
    ask: async (what) => {
      const next = await lines.next()
      if (next.done) throw walletCommandErrors.INPUT_ENDED({ what })
      return next.value
    },
    close: () => reader.close(),
  }
}

/**
 * A new password, asked for twice.
 *
 * @throws PASSWORDS_DIFFER, INPUT_ENDED
 */
export async function askNewPassword(asker: SecretAsker): Promise<string> {
  const first = await asker.ask('New password for the coldkey')
  if ((await asker.ask('The same again')) !== first) throw walletCommandErrors.PASSWORDS_DIFFER()
  return first
}
