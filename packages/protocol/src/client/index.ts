export { type AddressKind, addressKind, mayConnect } from './address-policy.ts'
export type { Answer, Failure, FailureCode, ReceivedEvent, Success, Timing } from './answer.ts'
export { axonUrl } from './axon-url.ts'
export { type AskOptions, type Client, type ClientOptions, createClient } from './create-client.ts'
