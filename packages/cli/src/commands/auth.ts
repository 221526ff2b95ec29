import { Command } from 'commander'

const run = (what: 'sign' | 'verify') => async (): Promise<void> => {
  const { answerAuthLines } = await import('../auth/answer-lines.ts')
  if (process.stdin.isTTY) {
    process.stderr.write('Reading requests from standard input, one JSON object a line.\n')
  }
  const { refused } = await answerAuthLines({ what, input: process.stdin, output: process.stdout })
  if (refused > 0) process.exitCode = 1
}

const exitCodes = 'Exit code: 0 when every line was of this shape, 1 when some were not, 2 when used wrongly.'

const signCommand = (): Command =>
  new Command('sign')
    .summary('sign requests')
    .description(
      'Signs requests. Reads one JSON object a line from standard input and answers each with one line.\n' +
        'For public test keys and for comparing implementations: a secret on standard input is no way to keep it.',
    )
    .addHelpText(
      'after',
      `
In:
  { "suri" or "mnemonic", "scheme"?, "method", "path", "bodyBase64"?, "nonce"?, "receiver"?, "id"? }
  scheme is sr25519 (default) or ed25519; path is the request target as it goes over the wire; nonce is unix time in
  nanoseconds, a number or a decimal string (default: now); without receiver the request is bound to nobody.
Out:
  { "id"?, "headers", "payloadBase64" }
  A line that is not of this shape gets { "id"?, "error": "usage", "message" }, and the run goes on.

${exitCodes}

Example:
  echo '{"suri":"//Alice","method":"GET","path":"/health"}' | subnetkit auth sign`,
    )
    .action(run('sign'))

const verifyCommand = (): Command =>
  new Command('verify')
    .summary('verify requests')
    .description(
      'Verifies requests. Reads one JSON object a line from standard input and answers each with one line.',
    )
    .addHelpText(
      'after',
      `
In:
  { "headers", "method", "path", "bodyBase64"?, "selfHotkey", "nowNs"?, "expectedScheme"?, "maxAge"?, "allowedSkew"?,
    "requireReceiver"?, "store"?, "storeRetention"?, "id"? }
  headers is an object, or an array of [name, value] in which a name may repeat; nowNs is unix time in nanoseconds, a
  number or a decimal string (default: now); expectedScheme is what is trusted for the sender (default sr25519);
  maxAge (10), allowedSkew (2) and storeRetention (60) are seconds. Lines with the same store share a replay store.
Out:
  { "id"?, "ok", "caller": { "hotkey", "nonce", "scheme" } or null, "error", "code", "message" }
  error is null or the protocol's name: MalformedAuth, WrongReceiver, StaleRequest, ReplayedRequest, BadSignature;
  ValueError when the verifier is set up wrongly. code is Subnetkit's.
  A line that is not of this shape gets { "id"?, "error": "usage", "message" }, and the run goes on.

${exitCodes}

Example:
  subnetkit auth verify < requests.jsonl > verdicts.jsonl`,
    )
    .action(run('verify'))

/**
 * `subnetkit auth`: btauth/1 by hand, for other languages and for looking.
 *
 * @example
 * ```ts
 * import { authCommand } from './commands/auth.ts'
 * program.addCommand(authCommand())
 * ```
 */
export function authCommand(): Command {
  return new Command('auth')
    .summary('sign and verify requests by hand (btauth/1), JSON lines in and out')
    .description('btauth/1, the signatures of requests between validators and miners, by hand.')
    .addCommand(signCommand())
    .addCommand(verifyCommand())
}
