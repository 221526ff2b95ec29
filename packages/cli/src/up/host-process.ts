import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { cliErrors } from '../errors.ts'
import type { FromHost, NeuronTask, ToHost } from '../host/messages.ts'

const entry = fileURLToPath(new URL('../../bin/neuron-host.mjs', import.meta.url))

export interface HostOptions {
  role: 'miner' | 'validator'
  /** Where subnets are looked for. */
  folder: string
  subnets: string[]
  onMessage(message: FromHost): void
  /** What the process prints; its own log lines. */
  onOutput(line: string): void
  /** The process died by itself and is being started again. */
  onRestart(why: string): void
}

/** A process of neurons that is started again when it dies, with the same neurons. */
export interface HostProcess {
  readonly role: 'miner' | 'validator'
  pid(): number | undefined
  /** Tells where the chain is; resolves when the process has loaded its subnets and reached it. */
  connect(endpoint: string): Promise<void>
  start(neurons: NeuronTask[]): void
  /** Ends the process and starts it again with the same neurons, because its code has changed. */
  restart(): void
  /** Asks the neurons to stop, and ends the process by force when they take too long. */
  stop(): Promise<void>
}

/** What a process gets to stop in order, ms; with the rest of the shut-down of `up` it stays below two seconds. */
const stopGraceMs = 1_200
/** Deaths in a row, without a minute of peace between them, after which the host is given up. */
const mostRestarts = 5

export function startHostProcess(options: HostOptions): HostProcess {
  const neurons: NeuronTask[] = []
  let child: ChildProcess
  let endpoint: string | undefined
  let stopping = false
  let restarts = 0
  let asked = false
  let gone: Promise<void> = Promise.resolve()
  let settlePrepared: { resolve(): void; reject(error: Error): void }
  const firstPrepared = new Promise<void>((resolve, reject) => {
    settlePrepared = { resolve, reject }
  })
  // Whoever waits gets the rejection; nobody waiting is no crash.
  firstPrepared.catch(() => {})

  const send = (message: ToHost): void => {
    if (child.connected) child.send(message)
  }

  const launch = (): void => {
    child = fork(entry, [], { execArgv: [], stdio: ['ignore', 'pipe', 'pipe', 'ipc'] })
    const launchedAt = performance.now()
    for (const stream of [child.stdout, child.stderr]) {
      let rest = ''
      stream?.setEncoding('utf8').on('data', (chunk: string) => {
        const lines = (rest + chunk).split('\n')
        rest = lines.pop() ?? ''
        for (const line of lines) options.onOutput(line)
      })
    }
    child.on('message', (message) => {
      const said = message as FromHost
      if (said.type === 'prepared') {
        if (neurons.length > 0) send({ type: 'start', neurons })
        settlePrepared.resolve()
      }
      if (said.type === 'failed' && said.neuron === undefined) {
        settlePrepared.reject(
          cliErrors.HOST_FAILED({ role: options.role, problem: `${said.code}: ${said.message}` }),
        )
      }
      options.onMessage(said)
    })
    gone = new Promise((resolve) => {
      child.once('exit', (code, signal) => {
        resolve()
        if (stopping) return
        if (asked) {
          asked = false
          restarts = 0
          return launch()
        }
        const why = signal ? `signal ${signal}` : `exit code ${code}`
        if (performance.now() - launchedAt > 60_000) restarts = 0
        if (++restarts > mostRestarts) {
          settlePrepared.reject(
            cliErrors.HOST_FAILED({ role: options.role, problem: `it died with ${why} again and again` }),
          )
          return
        }
        options.onRestart(why)
        launch()
      })
    })
    send({ type: 'load', folder: options.folder, subnets: options.subnets })
    if (endpoint !== undefined) send({ type: 'connect', endpoint })
  }
  launch()

  return {
    role: options.role,
    pid: () => child.pid,
    connect(at) {
      endpoint = at
      send({ type: 'connect', endpoint })
      return firstPrepared
    },
    start(tasks) {
      neurons.push(...tasks)
      send({ type: 'start', neurons: tasks })
    },
    restart() {
      if (stopping || asked) return
      asked = true
      const old = child
      send({ type: 'stop' })
      const force = setTimeout(() => old.kill('SIGKILL'), stopGraceMs)
      void gone.then(() => clearTimeout(force))
    },
    async stop() {
      stopping = true
      send({ type: 'stop' })
      const force = setTimeout(() => child.kill('SIGKILL'), stopGraceMs)
      await gone
      clearTimeout(force)
    },
  }
}
