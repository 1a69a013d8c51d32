import type { FieldDef } from 'pg'
import type { Value } from '../store.ts'

/** Object ids of pg_type that read differently from the seed's texts (pg_type.dat). */
const boolean = 16
const bytea = 17
const bpchar = 1042
const timestamps: readonly number[] = [1114, 1184]

const zeroTime = '0000-00-00 00:00:00'
/** A date of zero is no date here; this one is before all others too. */
const firstTime = '-infinity'

/** What the seed's text is to the server, which reads it as the column's type. */
export const written = (value: Value): string | null =>
  value === null ? null : value === zeroTime ? firstTime : String(value)

/** The server's text as the seed's. */
export function read(text: string | null, { dataTypeID }: FieldDef): string | null {
  if (text === null) return null
  if (dataTypeID === boolean) return text === 't' ? '1' : '0'
  if (dataTypeID === bytea) return Buffer.from(text.slice(2), 'hex').toString()
  if (dataTypeID === bpchar) return text.trimEnd()
  if (timestamps.includes(dataTypeID) && text === firstTime) return zeroTime
  return text
}

/** Every type as the text the server sends. */
export const asText = { getTypeParser: () => (text: string) => text }

/** A name as the vendor's unquoted one is folded. */
export const name = (text: string): string => `"${text.toLowerCase()}"`
