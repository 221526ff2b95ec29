export type { Caller, CallerDirectory, DirectoryEntry } from './caller.ts'
export type { AnyHandler, Call, HandlerResult, Handlers } from './handlers.ts'
