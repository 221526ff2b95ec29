export type { Answer, Failure, FailureCode, ReceivedEvent, Success, Timing } from './answer.ts'
