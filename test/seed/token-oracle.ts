/**
 * The safe rules once more, in TypeScript and over rows read back as text: knows neither the seed's
 * classes nor any SQL.
 */
export interface TokenRecord {
  readonly id: string
  readonly state: string | null
  readonly created: string | null
  readonly refreshCreated: string | null
  readonly validity: string | null
  readonly refreshValidity: string | null
}

export interface CodeRecord {
  readonly state: string | null
  readonly created: string | null
  readonly validity: string | null
  readonly token: string | null
}

const bound = 99_999_999_999_990n

/** Epoch ms; undefined for a zero date or none. */
function instant(text: string | null): bigint | undefined {
  return text === null || text.startsWith('0000')
    ? undefined
    : BigInt(Date.parse(`${text.replace(' ', 'T')}Z`))
}

function lapsed(created: string | null, period: string | null, cutoff: number): boolean {
  const from = instant(created)
  if (from === undefined || period === null) return false
  const length = BigInt(period)
  return length > 0n && length < bound && from + length < BigInt(cutoff)
}

function madeBefore(created: string | null, cutoff: number): boolean {
  return created !== null && (instant(created) ?? 0n) < BigInt(cutoff)
}

export function isDeadToken(token: TokenRecord, cutoff: number): boolean {
  switch (token.state) {
    case 'INACTIVE':
    case 'REVOKED':
      return madeBefore(token.created, cutoff) && madeBefore(token.refreshCreated, cutoff)
    case 'ACTIVE':
    case 'EXPIRED':
      return (
        lapsed(token.created, token.validity, cutoff) &&
        lapsed(token.refreshCreated, token.refreshValidity, cutoff)
      )
    default:
      return false
  }
}

export function isDeadCode(
  code: CodeRecord,
  surviving: ReadonlySet<string>,
  cutoff: number,
): boolean {
  if (code.token !== null && surviving.has(code.token)) return false
  return (
    lapsed(code.created, code.validity, cutoff) ||
    (code.state === 'INACTIVE' && madeBefore(code.created, cutoff))
  )
}
