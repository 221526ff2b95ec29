import { call } from '../../../pallet.ts'
import { bytes } from '../../../scale/composites.ts'
import { refuse } from '../guards.ts'
import {
  axonArgs,
  axonProblem,
  prometheusArgs,
  prometheusProblem,
  serveAxon,
  servePrometheus,
} from '../serving.ts'

const FREE = { pays: 'no' } as const

/** Neurons say where they can be reached. */
export const neuronCalls = {
  serve_axon: call(4, axonArgs, (chain, origin, axon) => serveAxon(chain, origin, axon), {
    ...FREE,
    docs: ['Publish the address of the signing hotkey’s axon.'],
    validate: (chain, who, axon) => refuse(axonProblem(chain, who, axon)),
  }),
  serve_axon_tls: call(
    40,
    { ...axonArgs, certificate: bytes },
    (chain, origin, { certificate, ...axon }) => serveAxon(chain, origin, axon, certificate),
    {
      ...FREE,
      docs: ['Publish an axon with its certificate.'],
      validate: (chain, who, axon) => refuse(axonProblem(chain, who, axon)),
    },
  ),
  serve_prometheus: call(
    5,
    prometheusArgs,
    (chain, origin, endpoint) => servePrometheus(chain, origin, endpoint),
    {
      ...FREE,
      docs: ['Publish the address of the signing hotkey’s metrics.'],
      validate: (chain, who, endpoint) => refuse(prometheusProblem(chain, who, endpoint)),
    },
  ),
}
