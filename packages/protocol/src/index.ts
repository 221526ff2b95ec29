export { authDefaults } from './auth/auth-defaults.ts'
export { buildPayload, type PayloadOptions } from './auth/build-payload.ts'
export type { ExpectedScheme, HeadersInput } from './auth/claim.ts'
export { type MemoryNonceStoreOptions, memoryNonceStore } from './auth/memory-nonce-store.ts'
export { nextNonce } from './auth/next-nonce.ts'
export type { NonceStore } from './auth/nonce-store.ts'
export { type SignRequestOptions, signRequest } from './auth/sign-request.ts'
export {
  type VerifiedCaller,
  type VerifyRequestOptions,
  verifyRequest,
} from './auth/verify-request.ts'
export {
  type Body,
  type BodyHeaders,
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
