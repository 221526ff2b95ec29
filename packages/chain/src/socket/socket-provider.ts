import { type Clock, isSubnetkitError, type SubnetkitError, systemClock } from '@subnetkit/core'
import WebSocket from 'ws'
import { chainErrors } from '../errors.ts'
import { RpcError } from './rpc-error.ts'
import { parseMessage, type RpcMessage } from './rpc-message.ts'
import { type Subscription, type SubscriptionCallback, Subscriptions } from './subscriptions.ts'

type Listener = (value?: unknown) => unknown
/** Sends one request, past those that wait for the check of a new connection. */
export type Send = (method: string, params: readonly unknown[]) => Promise<unknown>
type Event = 'connected' | 'disconnected' | 'error'

interface Request {
  readonly method: string
  readonly params: readonly unknown[]
  readonly subscription: Subscription | undefined
  readonly resolve: (result: unknown) => void
  readonly reject: (error: Error) => void
  readonly timer: AbortController
  /** The websocket it was written to, or null while it waits for one. */
  sentOn: WebSocket | null
}

/** Options of {@link SocketProvider}. */
export interface SocketProviderOptions {
  /** How long one request may take, waiting for a connection included. Default 30 000. */
  readonly timeoutMs?: number
  /** Pause before connecting again, doubled each time up to 10 s. Default 250. */
  readonly reconnectMs?: number
  readonly clock?: Clock
}

const longestPauseMs = 10_000
const keepAliveMs = 10_000
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
  readonly #subscriptions = new Subscriptions()
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
  #failures = 0
  #end: SubnetkitError | null = null
  #verify: ((send: Send) => Promise<void>) | null = null
  #lastError = 'no connection yet'

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

  /** Attempts to connect that failed since there was a connection. */
  get failures(): number {
    return this.#failures
  }

  clone(): never {
    throw chainErrors.CHAIN_ARGUMENT({ argument: 'clone()', reason: 'a connection cannot be cloned' })
  }

  /** Connecting is automatic; @polkadot/api calls this only with auto-connect off. */
  async connect(): Promise<void> {}

  async disconnect(): Promise<void> {
    this.fail(chainErrors.CHAIN_CLOSED({ endpoint: this.endpoint }))
  }

  /** Runs after each reconnect, before waiting requests are sent; CHAIN_REPLACED from it ends the provider. */
  verifyOnReconnect(check: (send: Send) => Promise<void>): void {
    this.#verify = check
  }

  /** Ends the connection for good; everything that waits, and everything asked later, fails with `error`. */
  fail(error: SubnetkitError): void {
    if (this.#end) return
    this.#end = error
    this.#stop.abort(error)
    if (this.#socket) this.#drop(this.#socket)
    for (const id of [...this.#requests.keys()]) this.#take(id)?.reject(error)
    this.#subscriptions.clear()
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
    callback: SubscriptionCallback,
  ): Promise<string> {
    const subscription = this.#subscriptions.create(type, method, params, callback)
    await this.#request(method, params, { subscription })
    return subscription.id
  }

  async unsubscribe(_type: string, method: string, id: number | string): Promise<boolean> {
    const subscription = this.#subscriptions.cancel(String(id), method)
    if (subscription) this.#tellCancelled(subscription)
    return subscription !== undefined
  }

  #tellCancelled({ remoteId, cancelledBy }: Subscription): void {
    // A node that went away has forgotten the subscription anyway.
    if (remoteId === null || cancelledBy === null || !this.#ready) return
    this.#request(cancelledBy, [remoteId]).catch(() => {})
  }

  #request(
    method: string,
    params: readonly unknown[],
    options: { subscription?: Subscription; beforeReady?: boolean } = {},
  ): Promise<unknown> {
    if (this.#end) return Promise.reject(this.#end)
    const id = this.#nextId++
    const timer = new AbortController()
    const startMs = this.#clock.monotonicMs()
    this.#clock.sleep(this.#timeoutMs, timer.signal).then(
      () => this.#expire(id, startMs),
      () => {},
    )
    return new Promise((resolve, reject) => {
      const { subscription } = options
      const request: Request = { method, params, subscription, resolve, reject, timer, sentOn: null }
      this.#requests.set(id, request)
      if (this.#ready || options.beforeReady) this.#write(id, request)
    })
  }

  #expire(id: number, startMs: number): void {
    const request = this.#take(id)
    if (!request) return
    const { endpoint } = this
    if (request.sentOn === null) {
      request.reject(chainErrors.CHAIN_UNREACHABLE({ endpoint, reason: this.#lastError }))
      return
    }
    request.reject(chainErrors.CHAIN_TIMEOUT({ endpoint, method: request.method, ms: this.#timeoutMs }))
    const silent = this.#lastMessageMs < startMs
    if (silent && request.sentOn === this.#socket) this.#drop(request.sentOn)
  }

  #take(id: number): Request | undefined {
    const request = this.#requests.get(id)
    this.#requests.delete(id)
    request?.timer.abort()
    return request
  }

  #write(id: number, request: Request): void {
    request.sentOn = this.#socket
    const { method, params } = request
    this.#socket?.send(JSON.stringify({ jsonrpc: '2.0', id, method, params }))
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
      for (const subscription of this.#subscriptions.all()) this.#renew(subscription)
      this.#emit('connected')
    }
    if (!this.#verify) {
      resume()
      return
    }
    this.#verify((method, params) => this.#request(method, params, { beforeReady: true })).then(
      resume,
      (error: unknown) => {
        if (isSubnetkitError(error, 'CHAIN_REPLACED')) this.fail(error)
        else this.#drop(socket)
      },
    )
  }

  #renew(subscription: Subscription): void {
    const { method, params } = subscription
    this.#request(method, params, { subscription }).catch((error: Error) => {
      // A lost connection renews it once more; what else goes wrong is the subscriber's to know.
      if (this.#ready && this.#subscriptions.has(subscription)) subscription.callback(error, undefined)
    })
  }

  #onClose(socket: WebSocket): void {
    if (socket !== this.#socket) return
    this.#socket = null
    const wasReady = this.#ready
    this.#ready = false
    this.#failures++
    const lost = chainErrors.CHAIN_UNREACHABLE({ endpoint: this.endpoint, reason: 'the connection was lost' })
    for (const [id, request] of this.#requests) {
      if (request.sentOn !== socket) continue
      request.sentOn = null
      // Renewals are repeated from the list of subscriptions, submissions are not repeated at all.
      const isRenewal = request.subscription !== undefined && this.#subscriptions.has(request.subscription)
      if (isRenewal || request.method.startsWith('author_')) this.#take(id)?.reject(lost)
    }
    this.#subscriptions.disconnected(lost)
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
    const message = parseMessage(text)
    if (!message) {
      this.#lastError = 'it does not speak JSON-RPC'
      this.#drop(socket)
    } else if (message.method === undefined) {
      this.#onAnswer(message)
    } else {
      const { subscription, result, error } = message.params ?? {}
      const failure = error ? new RpcError(message.method, error) : null
      this.#subscriptions.notify(String(subscription), failure, result)
    }
  }

  #onAnswer({ id, result, error }: RpcMessage): void {
    const request = typeof id === 'number' ? this.#take(id) : undefined
    if (!request) return
    if (error) {
      request.reject(new RpcError(request.method, error))
      return
    }
    const { subscription } = request
    if (subscription && !this.#subscriptions.accept(subscription, String(result))) {
      this.#tellCancelled(subscription)
    }
    request.resolve(result)
  }

  #emit(event: Event, value?: unknown): void {
    for (const listener of [...this.#listeners[event]]) listener(value)
  }
}
