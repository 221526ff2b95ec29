import { defineContract, get, json, post } from '@subnetkit/protocol'
import { z } from 'zod'
import { datatypes } from './wire/datatype.ts'
import { inferRequest } from './wire/infer-request.ts'
import { inferResponse } from './wire/infer-response.ts'
import { limits } from './wire/limits.ts'

/** An input or output of a model; -1 stands for a dimension that is free. */
const TensorMetadata = z.object({
  name: z.string(),
  datatype: z.enum(datatypes),
  shape: z.array(z.int().min(-1)).max(limits.rank),
})

/** What a server says of itself: the metadata of the Open Inference Protocol. */
export const ServerMetadata = z.object({
  name: z.string(),
  version: z.string(),
  extensions: z.array(z.string()),
})

/** What a server says of a model: the metadata of the Open Inference Protocol. */
export const ModelMetadata = z.object({
  name: z.string(),
  versions: z.array(z.string()),
  platform: z.string(),
  inputs: z.array(TensorMetadata),
  outputs: z.array(TensorMetadata),
})
/** What a server says of a model: the metadata of the Open Inference Protocol. */
export type ModelMetadata = z.infer<typeof ModelMetadata>

const open = { auth: 'public', limits: { seconds: 5 } } as const
const live = { response: json(z.object({ live: z.boolean() })), ...open }
const ready = { response: json(z.object({ ready: z.boolean() })), ...open }
const modelReady = { response: json(z.object({ name: z.string(), ready: z.boolean() })), ...open }
const metadata = { response: json(ModelMetadata), ...open }
const inference = { request: inferRequest, response: inferResponse, limits: { seconds: 30 } }

/** The Open Inference Protocol, version 2 over HTTP: what is there is told to all, work is done for signed requests. */
export const contract = defineContract({
  name: 'inference',
  version: 1,
  routes: {
    live: get('/v2/health/live', live),
    ready: get('/v2/health/ready', ready),
    server: get('/v2', { response: json(ServerMetadata), ...open }),
    model: get('/v2/models/:model', metadata),
    modelReady: get('/v2/models/:model/ready', modelReady),
    version: get('/v2/models/:model/versions/:version', metadata),
    versionReady: get('/v2/models/:model/versions/:version/ready', modelReady),
    infer: post('/v2/models/:model/infer', inference),
    inferVersion: post('/v2/models/:model/versions/:version/infer', inference),
  },
})
