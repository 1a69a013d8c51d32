/** Lines without the given secrets, whether plain, in a URL or in Base64. */
export function redact(lines: readonly string[], secrets: readonly string[]): string[] {
  const spellings = [
    ...new Set(
      secrets
        .filter((secret) => secret.length > 3)
        .flatMap((secret) => [
          secret,
          encodeURIComponent(secret),
          Buffer.from(secret).toString('base64'),
        ]),
    ),
  ]
  return lines.map((line) =>
    spellings.reduce((text, secret) => text.replaceAll(secret, '***'), line),
  )
}
