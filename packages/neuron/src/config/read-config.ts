import { parseArgs, parseEnv } from 'node:util'
import { neuronErrors } from '../errors.ts'
import type { ConfigOf, Settings } from './settings.ts'

/** Which settings to read, and where from. */
export interface ReadConfigOptions<T extends Settings> {
  readonly settings: T
  /** `miner` or `validator`: the subnet's own settings are read from `MINER_…` or `VALIDATOR_…`. */
  readonly role: 'miner' | 'validator'
  /** Arguments after the program's name. */
  readonly argv: readonly string[]
  readonly env: Readonly<Record<string, string | undefined>>
  /** Text of the .env file, when there is one. */
  readonly envFile?: string
}

/** Settings that were read, with what to say about them. */
export interface ReadConfig<T extends Settings> {
  readonly config: ConfigOf<T>
  /** The subnet's own settings, still unchecked. */
  readonly own: Readonly<Record<string, unknown>>
  /** Keys that nobody reads, most likely misspelt. */
  readonly warnings: readonly string[]
  /** What is set and where from, with secrets hidden; to be logged. */
  readonly summary: Readonly<Record<string, string>>
  readonly help: boolean
}

/** Names of the official tools that mean nothing to a neuron, which never opens a coldkey. */
const ignored = new Set(['BT_WALLET_PASSWORD', 'BT_WALLET_PASSWORD_FILE'])

/**
 * Reads a neuron's configuration: flags over environment over the .env file over defaults.
 *
 * @throws CONFIG_INVALID naming every key that is wrong, never its value
 */
export function readConfig<T extends Settings>(options: ReadConfigOptions<T>): ReadConfig<T> {
  const { settings, role, env } = options
  const flags = readFlags(settings, options.argv)
  if (flags.help) return { config: {} as ConfigOf<T>, own: {}, warnings: [], summary: {}, help: true }
  const file = parseEnv(options.envFile ?? '') as Record<string, string>

  const config: Record<string, unknown> = {}
  const summary: Record<string, string> = {}
  const problems: string[] = []
  for (const [name, setting] of Object.entries(settings)) {
    const sources = [
      ['flag', flags.values[setting.flag]],
      ['environment', env[setting.env] || undefined],
      ['.env', file[setting.env] || undefined],
    ] as const
    const [source, raw] = sources.find(([, value]) => value !== undefined) ?? ['default', undefined]
    const parsed = setting.schema.safeParse(raw)
    if (!parsed.success) {
      const reason = raw === undefined ? 'is missing' : (parsed.error.issues[0]?.message ?? 'is wrong')
      problems.push(`--${setting.flag} (${setting.env}) ${reason}`)
      continue
    }
    config[name] = parsed.data
    if (parsed.data !== undefined) {
      summary[setting.env] = `${setting.secret ? '(hidden)' : redacted(String(parsed.data))} (${source})`
    }
  }
  if (problems.length > 0) throw neuronErrors.CONFIG_INVALID({ problems: problems.join('; ') })

  const prefix = `${role.toUpperCase()}_`
  const own: Record<string, unknown> = {}
  for (const [source, values] of [
    ['.env', file],
    ['environment', env],
  ] as const) {
    for (const [key, value] of Object.entries(values)) {
      if (!key.startsWith(prefix) || value === undefined || value === '') continue
      own[camelCase(key.slice(prefix.length))] = plainValue(value)
      summary[key] = `${isSecret(key) ? '(hidden)' : redacted(value)} (${source})`
    }
  }
  for (const [name, value] of flags.own) {
    own[name] = plainValue(value)
    summary[`--set ${name}`] = `${isSecret(name) ? '(hidden)' : redacted(value)} (flag)`
  }
  const known = new Set(Object.values(settings).map((setting) => setting.env))
  const isUnknown = (key: string) => !known.has(key) && !ignored.has(key) && !/^(MINER|VALIDATOR)_/.test(key)
  const warnings = [
    ...Object.keys(file).filter(isUnknown),
    ...Object.keys(env).filter((key) => /^(BT|AXON)_/.test(key) && isUnknown(key)),
  ]
  return { config: config as ConfigOf<T>, own, warnings: [...new Set(warnings)], summary, help: false }
}

function readFlags(
  settings: Settings,
  argv: readonly string[],
): { values: Record<string, string | undefined>; own: [string, string][]; help: boolean } {
  const named = Object.values(settings).map(({ flag }) => [flag, { type: 'string' }] as const)
  let parsed: Record<string, unknown>
  try {
    parsed = parseArgs({
      args: [...argv],
      strict: true,
      allowPositionals: false,
      options: {
        ...Object.fromEntries(named),
        set: { type: 'string', multiple: true },
        help: { type: 'boolean', short: 'h' },
      },
    }).values
  } catch (error) {
    throw neuronErrors.CONFIG_INVALID({ problems: (error as Error).message }, { cause: error })
  }
  const { set, help, ...values } = parsed
  const own = ((set ?? []) as string[]).map((pair): [string, string] => {
    const at = pair.indexOf('=')
    if (at < 1) throw neuronErrors.CONFIG_INVALID({ problems: '--set takes name=value' })
    return [pair.slice(0, at), pair.slice(at + 1)]
  })
  return { values: values as Record<string, string>, own, help: help === true }
}

const camelCase = (key: string): string =>
  key.toLowerCase().replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())

/** Numbers, booleans and JSON as what they look like, all else as text: the subnet's schema has the last word. */
function plainValue(value: string): unknown {
  if (!/^(-?\d+(\.\d+)?|true|false|null|[[{].*)$/s.test(value)) return value
  try {
    return JSON.parse(value)
  } catch {
    return value
  }
}

const isSecret = (key: string): boolean => /key|secret|password|token|mnemonic|seed/i.test(key)

/** Addresses may carry a user, a password or a token. */
function redacted(value: string): string {
  if (!URL.canParse(value)) return value
  const url = new URL(value)
  if (url.host === '') return value
  const isBare = url.username === '' && url.password === '' && url.search === ''
  return isBare ? value : `${url.protocol}//${url.host}/(hidden)`
}
