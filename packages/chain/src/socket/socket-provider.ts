import { type Clock, isSubnetkitError, type SubnetkitError, systemClock } from '@subnetkit/core'
import WebSocket from 'ws'
import { chainErrors } from '../errors.ts'
import { RpcError } from './rpc-error.ts'

type Callback = (error: Error | null, result: unknown) => void
type Listener = (value?: unknown) => unknown
/** Sends one request, past those that wait for the check of a new connection. */
export type Send = (method: string, params: readonly unknown[]) => Promise<unknown>
type Event = 'connected' | 'disconnected' | 'error'

interface Request {
  readonly method: string
  readonly params: readonly unknown[]
  readonly subscription?: Subscription
  readonly resolve: (result: unknown) => void
  readonly reject: (error: Error) => void
  readonly timer: AbortController
  /** The websocket it was written to, or null while it waits for one. */
  sentOn: WebSocket | null
}

interface Subscription {
  readonly id: string
  readonly type: string
  readonly method: string
  readonly params: readonly unknown[]
  readonly callback: Callback
  remoteId: string | null
  /** The method that ends it, once somebody asked for that. */
  cancelledBy: string | null
}

export interface SocketProviderOptions {
  /** How long one request may take, waiting for a connection included. Default 30 000. */
  readonly timeoutMs?: number
  /** Pause before connecting again, doubled each time up to 10 s. Default 250. */
  readonly reconnectMs?: number
  readonly clock?: Clock
}

const longestPauseMs = 10_000
const keepAliveMs = 10_000
const earlyLimit = 100
/** Answers larger than this are not from a node: mainnet's metadata has 0.7 MB as hex. */
const maxAnswerBytes = 256 * 1024 * 1024

/**
 * The JSON-RPC connection under @polkadot/api, in place of its `WsProvider`, which waits for ever on a half-open
 * socket, keeps the process alive for 30 s after a disconnect and drops requests on a reconnect.
 *
 * Every request has a deadline. When one passes and the socket has been silent since, the socket is dead: it is
 * dropped and a new one opened. Requests and subscriptions move to the new socket, except submissions
 * (`author_*`), which fail, since a repeat is the caller's decision.
 */
export class SocketProvider {
  readonly hasSubscriptions = true
  readonly isClonable = false
  readonly endpoint: string
  readonly #timeoutMs: number
  readonly #reconnectMs: number
  readonly #clock: Clock
  readonly #requests = new Map<number, Request>()
  readonly #subscriptions = new Map<string, Subscription>()
  readonly #byRemoteId = new Map<string, Subscription>()
  readonly #early = new Map<string, { error: Error | null; result: unknown }[]>()
  readonly #listeners: Record<Event, Set<Listener>> = {
    connected: new Set(),
    disconnected: new Set(),
    error: new Set(),
  }
  readonly #stop = new AbortController()
  #socket: WebSocket | null = null
  /** The socket is open and known to lead to the same chain as before. */
  #ready = false
  #lastMessageMs = 0
  #nextId = 1
  #nextSubscription = 1
  #failures = 0
  #end: SubnetkitError | null = null
  #verify: ((send: Send) => Promise<void>) | null = null
  #lastError = 'connection refused'

  constructor(endpoint: string, options: SocketProviderOptions = {}) {
    this.endpoint = endpoint
    this.#timeoutMs = options.timeoutMs ?? 30_000
    this.#reconnectMs = options.reconnectMs ?? 250
    this.#clock = options.clock ?? systemClock
    this.#openSocket()
    this.#keepAlive()
  }

  get isConnected(): boolean {
    return this.#ready
  }

  /** Why the last attempt to connect failed. */
  get lastError(): string {
    return this.#lastError
  }

  clone(): never {
    throw chainErrors.CHAIN_ARGUMENT({ argument: 'clone()', reason: 'a connection cannot be cloned' })
  }

  /** Connecting is automatic; @polkadot/api calls this only with auto-connect off. */
  async connect(): Promise<void> {}

  async disconnect(): Promise<void> {
    this.fail(chainErrors.CHAIN_CLOSED({ endpoint: this.endpoint }))
  }

  /** Runs after each reconnect, before waiting requests are sent; a rejection ends the provider with that error. */
  verifyOnReconnect(check: (send: Send) => Promise<void>): void {
    this.#verify = check
  }

  /** Ends the connection for good; everything that waits, and everything asked later, fails with `error`. */
  fail(error: SubnetkitError): void {
    if (this.#end) return
    this.#end = error
    this.#stop.abort(error)
    const socket = this.#socket
    if (socket) this.#drop(socket)
    for (const id of [...this.#requests.keys()]) this.#take(id)?.reject(error)
    this.#subscriptions.clear()
    this.#byRemoteId.clear()
    this.#early.clear()
  }

  on(event: Event, listener: Listener): () => void {
    this.#listeners[event].add(listener)
    return () => this.#listeners[event].delete(listener)
  }

  send<T = unknown>(method: string, params: readonly unknown[]): Promise<T> {
    return this.#request(method, params) as Promise<T>
  }

  async subscribe(
    type: string,
    method: string,
    params: readonly unknown[],
    callback: Callback,
  ): Promise<string> {
    const id = `s${this.#nextSubscription++}`
    await this.#request(method, params, {
      id,
      type,
      method,
      params,
      callback,
      remoteId: null,
      cancelledBy: null,
    })
    return id
  }

  async unsubscribe(_type: string, method: string, id: number | string): Promise<boolean> {
    const subscription = this.#subscriptions.get(String(id))
    if (!subscription) return false
    subscription.cancelledBy = method
    this.#subscriptions.delete(subscription.id)
    this.#cancel(subscription)
    return true
  }

  #cancel({ remoteId, cancelledBy }: Subscription): void {
    // A node that went away has forgotten the subscription anyway.
    if (remoteId === null || cancelledBy === null || !this.#ready) return
    this.#byRemoteId.delete(remoteId)
    this.#request(cancelledBy, [remoteId]).catch(() => {})
  }

  #request(
    method: string,
    params: readonly unknown[],
    subscription?: Subscription,
    options: { beforeReady?: boolean } = {},
  ): Promise<unknown> {
    if (this.#end) return Promise.reject(this.#end)
    const id = this.#nextId++
    const timer = new AbortController()
    const startMs = this.#clock.monotonicMs()
    const result = new Promise<unknown>((resolve, reject) => {
      const request: Request = {
        method,
        params,
        resolve,
        reject,
        timer,
        sentOn: null,
        ...(subscription && { subscription }),
      }
      this.#requests.set(id, request)
      if (this.#ready || options.beforeReady) this.#write(id, request)
    })
    this.#clock.sleep(this.#timeoutMs, timer.signal).then(
      () => this.#expire(id, startMs),
      () => {},
    )
    return result
  }

  #expire(id: number, startMs: number): void {
    const request = this.#take(id)
    if (!request) return
    const silent = this.#lastMessageMs < startMs
    const error =
      request.sentOn === null
        ? chainErrors.CHAIN_UNREACHABLE({ endpoint: this.endpoint, reason: this.#lastError })
        : chainErrors.CHAIN_TIMEOUT({ endpoint: this.endpoint, method: request.method, ms: this.#timeoutMs })
    request.reject(error)
    if (silent && request.sentOn !== null && request.sentOn === this.#socket) this.#drop(request.sentOn)
  }

  #take(id: number): Request | undefined {
    const request = this.#requests.get(id)
    this.#requests.delete(id)
    request?.timer.abort()
    return request
  }

  #write(id: number, request: Request): void {
    request.sentOn = this.#socket
    this.#socket?.send(JSON.stringify({ jsonrpc: '2.0', id, method: request.method, params: request.params }))
  }

  #openSocket(): void {
    const socket = new WebSocket(this.endpoint, {
      handshakeTimeout: this.#timeoutMs,
      maxPayload: maxAnswerBytes,
      perMessageDeflate: false,
    })
    this.#socket = socket
    socket.on('open', () => this.#onOpen(socket))
    socket.on('message', (data) => this.#onMessage(socket, data.toString()))
    socket.on('error', (error) => {
      this.#lastError = error.message || error.name
      this.#emit('error', error)
    })
    socket.on('close', () => this.#onClose(socket))
  }

  #onOpen(socket: WebSocket): void {
    if (socket !== this.#socket || this.#end) return
    this.#lastMessageMs = this.#clock.monotonicMs()
    const resume = () => {
      if (socket !== this.#socket || this.#end) return
      this.#ready = true
      this.#failures = 0
      for (const [id, request] of this.#requests) {
        if (request.sentOn !== socket) this.#write(id, request)
      }
      for (const subscription of this.#subscriptions.values()) this.#renew(subscription)
      this.#emit('connected')
    }
    if (!this.#verify) {
      resume()
      return
    }
    const send: Send = (method, params) => this.#request(method, params, undefined, { beforeReady: true })
    this.#verify(send).then(resume, (error: unknown) => {
      if (isSubnetkitError(error, 'CHAIN_REPLACED')) this.fail(error)
      else this.#drop(socket)
    })
  }

  #renew(subscription: Subscription): void {
    this.#request(subscription.method, subscription.params, subscription).catch((error: Error) => {
      // A lost connection renews it once more; what else goes wrong is the subscriber's to know.
      if (this.#ready && this.#subscriptions.has(subscription.id)) subscription.callback(error, undefined)
    })
  }

  #onClose(socket: WebSocket): void {
    if (socket !== this.#socket) return
    this.#socket = null
    const wasReady = this.#ready
    this.#ready = false
    this.#byRemoteId.clear()
    this.#early.clear()
    this.#failures++
    const lost = () =>
      chainErrors.CHAIN_UNREACHABLE({ endpoint: this.endpoint, reason: 'the connection was lost' })
    for (const [id, request] of this.#requests) {
      if (request.sentOn !== socket) continue
      request.sentOn = null
      // Renewals are repeated from the list of subscriptions, submissions are not repeated at all.
      const renewal = request.subscription !== undefined && this.#subscriptions.has(request.subscription.id)
      if (renewal || request.method.startsWith('author_')) this.#take(id)?.reject(lost())
    }
    for (const subscription of [...this.#subscriptions.values()]) {
      subscription.remoteId = null
      if (!subscription.type.startsWith('author_')) continue
      this.#subscriptions.delete(subscription.id)
      subscription.callback(lost(), undefined)
    }
    if (wasReady) this.#emit('disconnected')
    if (this.#end) return
    const pause = Math.min(longestPauseMs, this.#reconnectMs * 2 ** Math.min(10, this.#failures - 1))
    this.#clock.sleep(pause, this.#stop.signal).then(
      () => this.#openSocket(),
      () => {},
    )
  }

  /** Asks something of a silent node, so that a half-open socket is noticed while nobody else asks. */
  async #keepAlive(): Promise<void> {
    try {
      for (;;) {
        await this.#clock.sleep(keepAliveMs, this.#stop.signal)
        const silentMs = this.#clock.monotonicMs() - this.#lastMessageMs
        if (this.#ready && silentMs >= keepAliveMs) await this.#request('system_health', []).catch(() => {})
      }
    } catch {
      // The provider has ended.
    }
  }

  /** Closes without a handshake: the other side may be gone, and nobody waits for it. */
  #drop(socket: WebSocket): void {
    socket.terminate()
    this.#onClose(socket)
  }

  #onMessage(socket: WebSocket, text: string): void {
    if (socket !== this.#socket) return
    this.#lastMessageMs = this.#clock.monotonicMs()
    let message: RpcMessage
    try {
      message = JSON.parse(text)
    } catch {
      this.#lastError = 'it does not speak JSON-RPC'
      this.#drop(socket)
      return
    }
    if (message.method === undefined) this.#onAnswer(message)
    else this.#onNotification(message)
  }

  #onAnswer(message: RpcMessage): void {
    const request = typeof message.id === 'number' ? this.#take(message.id) : undefined
    if (!request) return
    if (message.error) {
      request.reject(new RpcError(request.method, message.error))
      return
    }
    if (request.subscription) this.#register(request.subscription, String(message.result))
    request.resolve(message.result)
  }

  #register(subscription: Subscription, remoteId: string): void {
    subscription.remoteId = remoteId
    if (subscription.cancelledBy !== null) {
      this.#cancel(subscription)
      return
    }
    this.#subscriptions.set(subscription.id, subscription)
    this.#byRemoteId.set(remoteId, subscription)
    const early = this.#early.get(remoteId)
    this.#early.delete(remoteId)
    for (const { error, result } of early ?? []) subscription.callback(error, result)
  }

  #onNotification({ params }: RpcMessage): void {
    const remoteId = String(params?.subscription)
    const error = params?.error ? new RpcError('subscription', params.error) : null
    const subscription = this.#byRemoteId.get(remoteId)
    if (subscription) {
      subscription.callback(error, params?.result)
      return
    }
    // Some nodes notify before they answer the subscribing request. What comes late, of an ended subscription, lands
    // here too: the oldest makes room.
    const early = this.#early.get(remoteId) ?? []
    early.push({ error, result: params?.result })
    this.#early.set(remoteId, early.slice(-earlyLimit))
    if (this.#early.size > earlyLimit) this.#early.delete(this.#early.keys().next().value!)
  }

  #emit(event: Event, value?: unknown): void {
    for (const listener of [...this.#listeners[event]]) listener(value)
  }
}

interface RpcFailure {
  readonly code: number
  readonly message: string
  readonly data?: unknown
}

interface RpcMessage {
  readonly id?: number
  readonly method?: string
  readonly result?: unknown
  readonly error?: RpcFailure
  readonly params?: { readonly subscription: unknown; readonly result?: unknown; readonly error?: RpcFailure }
}
