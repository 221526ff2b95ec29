/**
 * The state as a runtime sees it. Keys are binary strings (one character per byte), so that string order is byte
 * order; values are SCALE bytes, never changed in place.
 */
export interface StateView {
  get(key: string): Uint8Array | undefined
  set(key: string, value: Uint8Array): void
  delete(key: string): void
  has(key: string): boolean
  /** Keys that start with `prefix`, in order, after `after` if given. Safe against changes while iterating. */
  keys(prefix: string, after?: string): Iterable<string>
  /** Opens a layer that {@link rollback} undoes and {@link commit} merges into the one below. */
  begin(): void
  commit(): void
  rollback(): void
  /** 32 bytes that stand for the whole content: equal for equal histories of changes. */
  root(): Uint8Array
}

/** Anything that carries a state: storage items take the whole chain so that calls read well. */
export interface HasState {
  readonly state: StateView
}
