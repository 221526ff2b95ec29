// What `npm start`, `npm test` and the scripts of `package.json` that name a task below run before anything is installed: plain JavaScript, no dependency.
import { spawn } from 'node:child_process'
import { delimiter, join } from 'node:path'
import { checkNode } from './check-node.mjs'
import { install } from './install.mjs'
import { root } from './root.mjs'

const [task, ...args] = process.argv.slice(2)

const tasks = {
  start: ['packages/cli/bin/subnetkit.mjs', 'up'],
  test: ['node_modules/vitest/vitest.mjs', 'run'],
  build: ['node_modules/turbo/bin/turbo', 'run', 'build'],
  interop: ['node_modules/vitest/vitest.mjs', 'run', '--config', 'vitest.interop.config.ts'],
  release: ['--import', 'tsx', 'tools/release/src/main.ts'],
  rehearse: ['--import', 'tsx', 'tools/release/src/main.ts', 'rehearse'],
  nodes: ['--import', 'tsx', 'tools/nodes/src/main.ts'],
  bench: ['--import', 'tsx', 'tools/bench/src/main.ts'],
  docs: ['--import', 'tsx', 'tools/docs/src/main.ts'],
}

function refuse(text) {
  process.stderr.write(`${text}\n`)
  process.exit(1)
}

const complaint = checkNode(process.versions.node)
if (complaint) refuse(complaint)
const command = tasks[task]
if (!command) refuse(`No task "${task}": one of ${Object.keys(tasks).join(', ')}.`)

try {
  await install()
} catch (error) {
  refuse(String(error.message))
}

const env = {
  ...process.env,
  // Turbo runs the package manager: the one of this checkout.
  PATH: [join(root, '.tools', 'node_modules', '.bin'), process.env.PATH].join(delimiter),
  TURBO_TELEMETRY_DISABLED: '1',
}
const child = spawn(process.execPath, [...command, ...args], { cwd: root, env, stdio: 'inherit' })
// A terminal sends Ctrl-C to this process and to the child: the child ends in order, and this one waits for it.
process.on('SIGINT', () => {})
process.on('SIGTERM', () => child.kill('SIGTERM'))
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 143)))
