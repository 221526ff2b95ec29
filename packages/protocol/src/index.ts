export {
  type Body,
  bytes,
  codec,
  type EmptyBody,
  type EventBody,
  empty,
  type JsonBody,
  json,
  sse,
  type WholeBody,
} from './contract/body.ts'
export { type Contract, defineContract } from './contract/define-contract.ts'
export {
  type Answering,
  type EventOf,
  type GetOptions,
  get,
  type ParamsOf,
  type PostOptions,
  post,
  type RequestOf,
  type ResponseOf,
  type Route,
  type RouteLimits,
  type Routes,
} from './contract/route.ts'
export { type AuthErrorCode, protocolErrors } from './errors.ts'
