import type { ClassFound, Sum } from './answers.ts'
import type { Row } from './database.ts'

/** A number from an answer; null if there is none. */
export const number = (value: Row[string] | undefined): number | null =>
  value == null || value === '' || !Number.isFinite(Number(value)) ? null : Number(value)

export const isAny = (rows: readonly Row[]): boolean => rows.length > 0

export const totalIn = ([row]: readonly Row[]): number => Number(row?.total)

/** Rows (`total`) and the sum of their hashes (`hash`). */
export const sumIn = ([row]: readonly Row[]): Sum => ({
  rows: Number(row?.total),
  hash: BigInt(row?.hash ?? 0),
})

/** Rows by class (`class`, `total`, `hash`, `other`); `rest` is the class without a name. */
export const classesIn =
  (rest: string) =>
  (rows: readonly Row[]): readonly ClassFound[] =>
    rows.map((row) => ({
      name: row.class ?? rest,
      rows: Number(row.total),
      hash: row.hash ?? '0',
      other: Number(row.other),
    }))
