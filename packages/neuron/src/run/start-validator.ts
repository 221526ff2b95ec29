import { join } from 'node:path'
import { type ContractHandler, createHttpServer, type HttpServer } from '@subnetkit/protocol/server'
import type { ValidatorSubnet } from '../any-subnet.ts'
import type { ValidatorConfig } from '../config/settings.ts'
import type { ValidatorEvent } from '../events.ts'
import type { Log } from '../host.ts'
import { validatorMetrics } from '../metrics.ts'
import { createValidator, type RunningValidator } from '../validator/create-validator.ts'
import { logEvent } from './log-event.ts'
import { ground, type StartedNeuron } from './started-neuron.ts'

/** Starts a validator from its configuration. */
export async function startValidator(options: {
  subnet: ValidatorSubnet
  config: ValidatorConfig
  own: Readonly<Record<string, unknown>>
  log: Log
}): Promise<StartedNeuron> {
  const { subnet, config, own, log } = options
  const { netuid, scoreAlpha, challengeKey, statusPort } = config
  const { hotkey, chain, models, leave } = await ground(config)
  const metrics = validatorMetrics()
  const validator = createValidator({
    subnet,
    chain,
    netuid,
    hotkey,
    models,
    config: own,
    statePath: config.state ?? join('.subnetkit', `validator-${netuid}-${hotkey.ss58}.db`),
    scoreAlpha,
    ...(challengeKey ? { challengeKey: new Uint8Array(Buffer.from(challengeKey, 'hex')) } : {}),
    log,
    onEvent(event: ValidatorEvent) {
      metrics.onEvent(event)
      logEvent(log, event)
    },
  })
  let status: HttpServer | undefined
  try {
    await validator.start()
    if (statusPort !== undefined) {
      status = createHttpServer([healthOf(validator), metrics.handler])
      const { port } = await status.listen({ host: '127.0.0.1', port: statusPort })
      log.info({ port }, 'status')
    }
  } catch (error) {
    await validator.stop()
    await leave()
    throw error
  }
  return {
    async stop() {
      await Promise.all([validator.stop(), status?.close({ graceMs: 200 })])
      await leave()
    },
  }
}

/** GET /health: 200 while it runs; its body tells the last round and block. */
const healthOf =
  (validator: RunningValidator): ContractHandler =>
  (request, response, next) => {
    if (request.url?.split('?')[0] !== '/health') return next?.()
    const status = validator.status()
    response.statusCode = status.running ? 200 : 503
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(status))
  }
