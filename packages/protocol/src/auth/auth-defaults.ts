/** The window and the binding of the official SDK. */
export const authDefaults = { maxAgeSeconds: 10, allowedSkewSeconds: 2, requireReceiver: true } as const
