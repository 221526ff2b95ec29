import { defaultWalletDir } from '@subnetkit/wallet/files'
import { z } from 'zod'

/** One thing that can be set: by flag, by environment, by .env file, or left to its default. */
export interface Setting<S extends z.ZodType = z.ZodType> {
  /** The variable, in the environment and in .env. */
  readonly env: string
  /** The flag without its dashes. */
  readonly flag: string
  readonly schema: S
  readonly help: string
  /** Never shown, not even in part. */
  readonly secret?: boolean
}

/** Settings by name: how each is read, checked and explained. */
export type Settings = Readonly<Record<string, Setting>>

/** What the settings come out as. */
export type ConfigOf<T extends Settings> = { readonly [K in keyof T]: z.output<T[K]['schema']> }

const integer = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d+$/, 'a whole number is needed')
    .transform(Number)
    .pipe(z.number().min(least).max(most))
const flag = z
  .enum(['true', 'false', '1', '0', 'yes', 'no', ''])
  .transform((text) => text !== '' && text !== 'false' && text !== '0' && text !== 'no')
const text = z.string().min(1)
const tao = z.string().regex(/^\d{1,12}(\.\d{1,9})?$/, 'an amount such as 1000 or 0.5 is needed')

const common = {
  network: {
    env: 'BT_NETWORK',
    flag: 'network',
    schema: text.default('local'),
    help: 'local, test, finney, or a ws:// address',
  },
  endpoint: {
    env: 'BT_CHAIN_ENDPOINT',
    flag: 'chain-endpoint',
    schema: text.optional(),
    help: 'address of the node that "local" means',
  },
  netuid: { env: 'NETUID', flag: 'netuid', schema: integer(0, 65_535), help: 'number of the subnet' },
  wallet: { env: 'BT_WALLET', flag: 'wallet', schema: text.default('default'), help: 'name of the wallet' },
  hotkey: {
    env: 'BT_WALLET_HOTKEY',
    flag: 'hotkey',
    schema: text.default('default'),
    help: 'name of the hotkey in the wallet; the only key that is opened',
  },
  walletDir: {
    env: 'BT_WALLET_PATH',
    flag: 'wallet-dir',
    schema: text.default(() => defaultWalletDir()),
    help: 'folder of the wallets',
  },
  logLevel: {
    env: 'LOG_LEVEL',
    flag: 'log-level',
    schema: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
    help: 'debug, info, warn or error',
  },
  workers: {
    env: 'MODEL_WORKERS',
    flag: 'model-workers',
    schema: integer(1, 64).default(1),
    help: 'worker threads that run models, each with its own copy',
  },
  threads: {
    env: 'MODEL_THREADS',
    flag: 'model-threads',
    schema: integer(1, 256).default(1),
    help: 'threads of ONNX Runtime in each worker',
  },
} as const satisfies Settings

/** Everything that can be set of a miner. */
export const minerSettings = {
  ...common,
  host: {
    env: 'AXON_HOST',
    flag: 'axon-host',
    schema: text.optional(),
    help: 'address to listen on (default: 127.0.0.1 on a local network, else 0.0.0.0)',
  },
  port: {
    env: 'AXON_PORT',
    flag: 'axon-port',
    schema: integer(0, 65_535).default(8091),
    help: 'port to listen on; 0 takes any free one',
  },
  externalIp: {
    env: 'AXON_EXTERNAL_IP',
    flag: 'axon-external-ip',
    schema: text.optional(),
    help: 'address that the chain is told; needed on public networks',
  },
  externalPort: {
    env: 'AXON_EXTERNAL_PORT',
    flag: 'axon-external-port',
    schema: integer(1, 65_535).optional(),
    help: 'port that the chain is told (default: the one that is listened on)',
  },
  requirePermit: {
    env: 'REQUIRE_PERMIT',
    flag: 'require-permit',
    schema: flag.default(true),
    help: 'whether only validators with a permit may ask',
  },
  minStake: {
    env: 'MIN_STAKE',
    flag: 'min-stake',
    schema: tao.default('0'),
    help: 'least stake weight of a caller, in whole units (1000 is usual on finney)',
  },
  unsigned: {
    env: 'AXON_UNSIGNED',
    flag: 'axon-unsigned',
    schema: flag.default(false),
    help: 'also serve programs on this machine that do not sign; only when listening on loopback',
  },
  metrics: {
    env: 'METRICS',
    flag: 'metrics',
    schema: flag.default(false),
    help: 'serve /metrics beside the axon',
  },
} as const satisfies Settings

/** Everything that can be set of a validator. */
export const validatorSettings = {
  ...common,
  state: {
    env: 'STATE_PATH',
    flag: 'state',
    schema: text.optional(),
    help: 'SQLite file of scores and receipts (default: .subnetkit/validator-NETUID-HOTKEY.db)',
  },
  scoreAlpha: {
    env: 'SCORE_ALPHA',
    flag: 'score-alpha',
    schema: z.coerce.number().gt(0).max(1).default(0.3),
    help: 'share of the newest round in a kept score',
  },
  challengeKey: {
    env: 'CHALLENGE_KEY',
    flag: 'challenge-key',
    schema: z
      .string()
      .regex(/^[0-9a-f]{64}$/i, '64 hex digits are needed')
      .optional(),
    help: 'secret that all questions follow from, 64 hex digits (default: drawn once, kept in the state)',
    secret: true,
  },
  statusPort: {
    env: 'STATUS_PORT',
    flag: 'status-port',
    schema: integer(0, 65_535).optional(),
    help: 'serve /health and /metrics on this port of 127.0.0.1',
  },
} as const satisfies Settings

/** The settings of every miner, read. */
export type MinerConfig = ConfigOf<typeof minerSettings>
/** The settings of every validator, read. */
export type ValidatorConfig = ConfigOf<typeof validatorSettings>
