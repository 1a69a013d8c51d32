import type { Row } from './rows-there.ts'

/** Rows of one INSERT, and their approximate bytes: far less than any server accepts. */
const together = 200
const bytesTogether = 2 ** 19
/** The rows in parts that one INSERT takes. */
export function* chunks(rows: readonly Row[]): Generator<readonly Row[]> {
  let [some, bytes]: [Row[], number] = [[], 0]
  for (const row of rows) {
    const length = lengthOf(row)
    if (some.length === together || (some.length > 0 && bytes + length > bytesTogether)) {
      yield some
      ;[some, bytes] = [[], 0]
    }
    some.push(row)
    bytes += length
  }
  if (some.length > 0) yield some
}

/** Approximate: bytes have two digits here. */
export const lengthOf = (row: Row): number =>
  row.reduce((sum, value) => sum + (value?.length ?? 0), 0) / 2
