import { expect, test } from 'vitest'
import { helpText } from './help.ts'
import { type ReadConfigOptions, readConfig } from './read-config.ts'
import { minerSettings, validatorSettings } from './settings.ts'

const read = (part: Partial<ReadConfigOptions<typeof minerSettings>> = {}) =>
  readConfig({ settings: minerSettings, role: 'miner', argv: ['--netuid', '2'], env: {}, ...part })

test('flags come before the environment, that before .env, that before defaults', () => {
  const envFile = 'AXON_PORT=1\nBT_WALLET=file\nBT_WALLET_HOTKEY=file\n'
  const env = { AXON_PORT: '2', BT_WALLET: 'env' }
  const { config } = read({ argv: ['--netuid', '2', '--axon-port', '3'], env, envFile })
  expect(config).toMatchObject({
    port: 3,
    wallet: 'env',
    hotkey: 'file',
    network: 'local',
    requirePermit: true,
  })
})

test('an empty variable is no value', () => {
  expect(read({ env: { BT_WALLET: '' }, envFile: 'BT_WALLET=file' }).config.wallet).toBe('file')
})

test('names of the official tools are honoured', () => {
  const env = {
    BT_NETWORK: 'test',
    BT_WALLET: 'w',
    BT_WALLET_HOTKEY: 'h',
    BT_WALLET_PATH: '/p',
    BT_CHAIN_ENDPOINT: 'ws://x:1',
  }
  expect(read({ env }).config).toMatchObject({
    network: 'test',
    wallet: 'w',
    hotkey: 'h',
    walletDir: '/p',
    endpoint: 'ws://x:1',
  })
})

test('every wrong key is named, no value is', () => {
  const attempt = () => read({ argv: ['--axon-port', '99999999'], env: { METRICS: 'hunter2' } })
  expect(attempt).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID' }))
  try {
    attempt()
  } catch (error) {
    const { message } = error as Error
    expect(message).toContain('NETUID')
    expect(message).toContain('AXON_PORT')
    expect(message).toContain('METRICS')
    expect(message).not.toMatch(/hunter2|99999999/)
  }
})

test.each([['--nonsense'], ['--set', 'no-equals-sign'], ['word']])('%s is used wrongly', (...argv) => {
  expect(() => read({ argv: ['--netuid', '2', ...argv] })).toThrow(
    expect.objectContaining({ code: 'CONFIG_INVALID' }),
  )
})

test('keys that nobody reads are told', () => {
  const env = { BT_WALET: 'typo', PATH: '/bin', BT_WALLET_PASSWORD: 'x', MINER_MODEL: 'm' }
  expect(read({ env, envFile: 'AXON_PROT=1\nHELLO=1' }).warnings).toEqual(['AXON_PROT', 'HELLO', 'BT_WALET'])
})

test('the subnet’s own settings come from MINER_… and --set, as what they look like', () => {
  const { own } = read({
    argv: ['--netuid', '2', '--set', 'size=4', '--set', 'model=x=y.json'],
    env: { MINER_SIZE: '3', MINER_ENGINE_URL: 'http://e', MINER_FAST: 'true', VALIDATOR_SIZE: '9' },
    envFile: 'MINER_LIST=[1,2]',
  })
  expect(own).toEqual({ size: 4, model: 'x=y.json', engineUrl: 'http://e', fast: true, list: [1, 2] })
})

test('the summary hides secrets', () => {
  const { summary } = readConfig({
    settings: validatorSettings,
    role: 'validator',
    argv: ['--netuid', '2', '--challenge-key', 'ab'.repeat(32), '--set', 'apiKey=hunter2'],
    env: { BT_CHAIN_ENDPOINT: 'wss://me:hunter2@node.example/?token=hunter2', VALIDATOR_TOKEN: 'hunter2' },
  })
  const text = JSON.stringify(summary)
  expect(text).not.toMatch(/hunter2|abab/)
  expect(summary).toMatchObject({ NETUID: '2 (flag)', CHALLENGE_KEY: '(hidden) (flag)' })
  expect(summary.BT_CHAIN_ENDPOINT).toBe('wss://node.example/(hidden) (environment)')
})

test('help names every flag and variable', () => {
  const text = helpText({ role: 'validator', subnet: 'sort', settings: validatorSettings })
  for (const { flag, env } of Object.values(validatorSettings)) {
    expect(text).toContain(`--${flag}`)
    expect(text).toContain(env)
  }
  expect(read({ argv: ['--help'] }).help).toBe(true)
})
