const secrets = [
  /\b(?:npm|gh[pousr])_[A-Za-z0-9]{20,}\b/g,
  /(?<=_(?:authToken|auth|password)\s*=\s*)\S+/gi,
  /(?<=\b(?:bearer|basic) )[\w.~+/=-]{8,}/gi,
]
const named = /TOKEN|SECRET|PASSWORD|_auth/i

/**
 * Text of another program, fit to be shown: nothing that looks like a token, and no value of a variable of the
 * environment whose name says that it is secret.
 */
export function withoutSecrets(
  text: string,
  env: Readonly<Record<string, string | undefined>> = process.env,
): string {
  const values = Object.entries(env).flatMap(([name, value]) =>
    named.test(name) && value !== undefined && value.length >= 8 ? [value] : [],
  )
  const known = values.reduce((shown, value) => shown.replaceAll(value, '***'), text)
  return secrets.reduce((shown, pattern) => shown.replace(pattern, '***'), known)
}
