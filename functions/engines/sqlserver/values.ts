/** A column of a row, as far as the driver's answer is read. */
export interface Answered {
  readonly metadata: { readonly colName: string; readonly scale?: number | undefined }
  readonly value: unknown
}

/** Digits of a second that the driver keeps beside a Date (tedious, `nanosecondsDelta`). */
const beyond = (value: Date): number =>
  'nanosecondsDelta' in value ? Math.round(Number(value.nanosecondsDelta) * 1e7) : 0

/**
 * Every value as text: times as wall time with the digits that they have, bytes as digits, truth as
 * 1 and 0. Numbers that a double does not hold are cast by the statement.
 */
export function valueOf({ value }: Answered): string | null {
  if (value === null || value === undefined) return null
  if (typeof value === 'string') return value
  if (typeof value === 'boolean') return value ? '1' : '0'
  if (Buffer.isBuffer(value)) return value.toString('hex').toUpperCase()
  if (value instanceof Date) {
    const more = beyond(value)
    const shown = value.toISOString().slice(0, 23).replace('T', ' ')
    return more === 0 ? shown : `${shown}${String(more).padStart(4, '0')}`
  }
  return String(value)
}
