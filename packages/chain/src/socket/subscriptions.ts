/** Called with each notification, or with the error that ends the subscription. */
export type SubscriptionCallback = (error: Error | null, result: unknown) => void

/** One subscription as its user sees it; the node's id changes with every connection. */
export interface Subscription {
  readonly id: string
  readonly type: string
  readonly method: string
  readonly params: readonly unknown[]
  readonly callback: SubscriptionCallback
  /** The node's id; null until the node has answered. */
  remoteId: string | null
  /** The method that ends it, once somebody asked for that. */
  cancelledBy: string | null
}

type Notification = Parameters<SubscriptionCallback>

const earlyLimit = 100

/** Whether a subscription must not be made again: its request is a submission, which is the caller's to repeat. */
const isSubmission = ({ type }: Subscription): boolean => type.startsWith('author_')

/** Which subscriptions there are, and by which ids the node calls them. */
export class Subscriptions {
  readonly #live = new Map<string, Subscription>()
  readonly #byRemoteId = new Map<string, Subscription>()
  readonly #early = new Map<string, Notification[]>()
  #nextId = 1

  /** A subscription that counts once {@link accept} says that the node took it. */
  create(
    type: string,
    method: string,
    params: readonly unknown[],
    callback: SubscriptionCallback,
  ): Subscription {
    return { id: `s${this.#nextId++}`, type, method, params, callback, remoteId: null, cancelledBy: null }
  }

  has({ id }: Subscription): boolean {
    return this.#live.has(id)
  }

  all(): Subscription[] {
    return [...this.#live.values()]
  }

  /** Notes the node's id and delivers what has come under it already; false when it was cancelled meanwhile. */
  accept(subscription: Subscription, remoteId: string): boolean {
    subscription.remoteId = remoteId
    if (subscription.cancelledBy !== null) return false
    this.#live.set(subscription.id, subscription)
    this.#byRemoteId.set(remoteId, subscription)
    const early = this.#early.get(remoteId) ?? []
    this.#early.delete(remoteId)
    for (const notification of early) subscription.callback(...notification)
    return true
  }

  notify(remoteId: string, ...notification: Notification): void {
    const subscription = this.#byRemoteId.get(remoteId)
    if (subscription) {
      subscription.callback(...notification)
      return
    }
    // Some nodes notify before they answer the subscribing request. What comes late, of an ended subscription, lands
    // here too: the oldest makes room.
    const early = [...(this.#early.get(remoteId) ?? []), notification]
    this.#early.set(remoteId, early.slice(-earlyLimit))
    if (this.#early.size > earlyLimit) this.#early.delete(this.#early.keys().next().value!)
  }

  /** Ends a subscription on this side; undefined when there is none by that id. */
  cancel(id: string, method: string): Subscription | undefined {
    const subscription = this.#live.get(id)
    if (!subscription) return undefined
    subscription.cancelledBy = method
    this.#live.delete(id)
    if (subscription.remoteId !== null) this.#byRemoteId.delete(subscription.remoteId)
    return subscription
  }

  /** After a lost connection: the node's ids are worth nothing, and submissions are told that they are on their own. */
  disconnected(error: Error): void {
    this.#byRemoteId.clear()
    this.#early.clear()
    for (const subscription of this.all()) {
      subscription.remoteId = null
      if (!isSubmission(subscription)) continue
      this.#live.delete(subscription.id)
      subscription.callback(error, undefined)
    }
  }

  clear(): void {
    this.#live.clear()
    this.#byRemoteId.clear()
    this.#early.clear()
  }
}
