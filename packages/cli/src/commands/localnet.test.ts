import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'

const bin = fileURLToPath(new URL('../../bin/subnetkit.mjs', import.meta.url))
const running = new Set<ChildProcess>()

function start(...args: string[]) {
  const child = spawn(process.execPath, [bin, 'localnet', ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  running.add(child)
  let errors = ''
  child.stderr.on('data', (chunk) => {
    errors += String(chunk)
  })
  const exit = once(child, 'exit').then(([code]) => {
    running.delete(child)
    return code as number | null
  })
  return { child, exit, errors: () => errors, lines: createInterface({ input: child.stdout }) }
}

const head = async (port: number): Promise<number> => {
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'chain_getHeader', params: [] })
  const response = await fetch(`http://127.0.0.1:${port}`, { method: 'POST', body })
  const { result } = (await response.json()) as { result: { number: string } }
  return Number(result.number)
}

describe('subnetkit localnet', () => {
  afterEach(() => {
    for (const child of running) child.kill('SIGKILL')
  })

  it('serves, tells its port on standard output, makes blocks, and ends at once on Ctrl-C', async () => {
    const { child, exit, lines, errors } = start('--port', '0', '--block-time', '20', '--json')
    const [line] = (await once(lines, 'line')) as [string]
    const told = JSON.parse(line)
    expect(told).toMatchObject({ url: `ws://127.0.0.1:${told.port}`, runtime: 'ts', specVersion: 424 })
    while ((await head(told.port)) < 3) await new Promise((resolve) => setTimeout(resolve, 20))
    expect(errors()).toContain('runtime ts')
    const before = performance.now()
    child.kill('SIGINT')
    expect(await exit).toBe(0)
    expect(performance.now() - before).toBeLessThan(2_000)
  }, 60_000)

  it('refuses a port that is taken, with code and remedy', async () => {
    const taken = createServer().listen(0, '127.0.0.1')
    await once(taken, 'listening')
    const address = taken.address()
    const port = typeof address === 'object' && address ? address.port : 0
    const { exit, errors } = start('--port', String(port))
    expect(await exit).toBe(1)
    expect(errors()).toContain('PORT_TAKEN')
    taken.close()
  }, 60_000)

  it.each([
    ['--block-time', 'soon'],
    ['--block-time', '5'],
    ['--port', '70000'],
  ])(
    'is used wrongly with %s %s',
    async (...args) => {
      const { exit, errors } = start(...args)
      expect(await exit).toBe(2)
      expect(errors()).toContain(args[0])
    },
    60_000,
  )
})
