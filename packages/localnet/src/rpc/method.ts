import type { Session } from './session.ts'

/** Answers one JSON-RPC method. Parameters come by position, as Substrate's clients send them. */
export type Method = (params: readonly unknown[], session: Session) => unknown

export type Methods = Readonly<Record<string, Method>>
