import type { Settings } from './settings.ts'

/** The text of --help: every setting with its flag, its variable and its default. */
export function helpText(options: {
  role: 'miner' | 'validator'
  subnet: string
  settings: Settings
}): string {
  const { role, subnet, settings } = options
  const rows = Object.values(settings).map(({ flag, env, help, schema, secret }) => {
    const fallback = schema.safeParse(undefined)
    const isTold = help.includes('(default')
    const value =
      fallback.success && fallback.data !== undefined && !secret && !isTold
        ? ` (default: ${fallback.data})`
        : ''
    return { flag: `--${flag}`, env, help: `${help}${value}` }
  })
  const width = (pick: (row: (typeof rows)[number]) => string) =>
    Math.max(...rows.map((row) => pick(row).length))
  const [flags, envs] = [width(({ flag }) => flag), width(({ env }) => env)]
  const table = rows.map(({ flag, env, help }) => `  ${flag.padEnd(flags)}  ${env.padEnd(envs)}  ${help}`)
  return `Runs a ${role} of the subnet "${subnet}".

Flags come before the environment, the environment before the file .env, that before defaults.

${table.join('\n')}
  ${'--set name=value'.padEnd(flags)}  ${`${role.toUpperCase()}_NAME`.padEnd(envs)}  a setting of the subnet itself; may be repeated
  ${'--help'.padEnd(flags)}  ${''.padEnd(envs)}  this text

It opens a hotkey, never a coldkey, and spends nothing. Exit codes: 0 stopped when told to, 1 failed, 2 used wrongly.
`
}
