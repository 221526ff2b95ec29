import { z } from 'zod'

const nanoseconds = z
  .union([z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER), z.string().regex(/^\d{1,20}$/)])
  .transform((value) => BigInt(value))

const body = z
  .string()
  .refine((text) => Buffer.from(text, 'base64').toString('base64') === text, 'is not base64')
  .transform((text) => Uint8Array.from(Buffer.from(text, 'base64')))

const scheme = z.enum(['sr25519', 'ed25519'])
const seconds = z.number().nonnegative().max(1e9)

/** A request to sign. */
export const SignLine = z
  .object({
    suri: z.string().optional(),
    mnemonic: z.string().optional(),
    scheme: scheme.optional(),
    method: z.string().min(1),
    path: z.string(),
    bodyBase64: body.optional(),
    nonce: nanoseconds.optional(),
    receiver: z.string().optional(),
  })
  .refine(({ suri, mnemonic }) => (suri === undefined) !== (mnemonic === undefined), 'needs suri or mnemonic')

/** A request to verify, and what the verifier is set to. */
export const VerifyLine = z.object({
  headers: z.union([z.record(z.string(), z.string()), z.array(z.tuple([z.string(), z.string()]))]),
  method: z.string().min(1),
  path: z.string(),
  bodyBase64: body.optional(),
  selfHotkey: z.string(),
  nowNs: nanoseconds.optional(),
  expectedScheme: scheme.default('sr25519'),
  maxAge: seconds.optional(),
  allowedSkew: seconds.optional(),
  requireReceiver: z.boolean().optional(),
  store: z.string().optional(),
  storeRetention: seconds.optional(),
})

/** What is wrong with a line, in one short sentence. */
export const describeIssue = (error: z.ZodError): string => {
  const issue = error.issues[0]
  const path = issue?.path.join('.') ?? ''
  return `${path === '' ? 'The line' : path}: ${issue?.message ?? 'does not fit'}`
}
