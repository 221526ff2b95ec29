import { PassThrough } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { askNewPassword, openSecretAsker } from './ask-secret.ts'

function fakeTerminal() {
  const modes: boolean[] = []
  const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: (on: boolean) => modes.push(on) })
  const output = new PassThrough()
  return { input, output, modes, shown: () => output.read()?.toString() ?? '' }
}

describe('on a terminal', () => {
  it('takes keys without showing them', async () => {
    const terminal = fakeTerminal()
    const answer = openSecretAsker(terminal).ask('Password')
    // An é in two chunks, and one letter taken back.
    for (const part of ['pas', Buffer.from([0xc3]), Buffer.from([0xa9]), 'x\u007f', 's\r'])
      terminal.input.write(part)
    expect(await answer).toBe('pasés')
    expect(terminal.shown()).toBe('Password: \n')
    expect(terminal.modes).toEqual([true, false])
  })

  it.each(['\u0003', '\u0004'])('gives up on %j and restores the terminal', async (key) => {
    const terminal = fakeTerminal()
    const answer = openSecretAsker(terminal).ask('Password')
    terminal.input.write(`abc${key}`)
    await expect(answer).rejects.toMatchObject({ code: 'INPUT_ENDED' })
    expect(terminal.modes).toEqual([true, false])
  })
})

describe('without a terminal', () => {
  const piped = (text: string) => {
    const input = new PassThrough()
    input.end(text)
    return openSecretAsker({ input, output: new PassThrough() })
  }

  it('takes a line for each question', async () => {
    const asker = piped('secret\np w\np w')
    expect(await asker.ask('Phrase')).toBe('secret')
    expect(await askNewPassword(asker)).toBe('p w')
    await expect(asker.ask('More')).rejects.toMatchObject({ code: 'INPUT_ENDED' })
    asker.close()
  })

  it('wants the same password twice', async () => {
    await expect(askNewPassword(piped('a\nb\n'))).rejects.toMatchObject({ code: 'PASSWORDS_DIFFER' })
  })
})
