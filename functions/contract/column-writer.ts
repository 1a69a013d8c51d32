import { encodings, longestNumber, type Row } from './column-reader.ts'

/** Writes columns as `ColumnReader` reads them. */
export class ColumnWriter {
  #bytes: Buffer<ArrayBuffer>
  #at: number

  /** @param expected bytes of all columns; a wrong guess costs a copy. */
  constructor(start: Buffer, expected: number) {
    this.#bytes = Buffer.allocUnsafe(start.length + expected)
    this.#at = start.copy(this.#bytes)
  }

  get content(): Buffer<ArrayBuffer> {
    return this.#bytes.subarray(0, this.#at)
  }

  column(rows: readonly Row[], column: number): void {
    this.#reserve(longestNumber * rows.length)
    let characters = 0
    for (const row of rows) {
      const value = row[column] ?? null
      this.#number(value === null ? 0 : value.length + 1)
      characters += value?.length ?? 0
    }
    // A character takes three bytes at most: that none takes more than one shows that all is ASCII.
    this.#reserve(2 * longestNumber + 3 * characters)
    const from = this.#at
    this.#head('utf8', characters)
    const start = this.#at
    for (const row of rows) {
      const value = row[column] ?? ''
      this.#at += this.#bytes.write(value, this.#at)
    }
    if (this.#at - start > characters) {
      this.#at = from
      this.#text(rows.map((row) => row[column] ?? '').join(''))
      return
    }
    const ascii = this.#bytes.toString('latin1', start, this.#at)
    this.#at = from
    if (this.#digits(ascii)) return
    this.#at = from
    this.#text(ascii)
  }

  /** Whether it is digits of bytes alone: one byte is written for two. */
  #digits(text: string): boolean {
    if (text.length % 2 === 1) return false
    this.#head('hex', text.length / 2)
    const start = this.#at
    this.#at += this.#bytes.write(text, start, 'hex')
    return this.#bytes.toString('hex', start, this.#at) === text
  }

  /** Half of a surrogate pair has no place in UTF-8. */
  #text(text: string): void {
    const encoding = text.isWellFormed() ? 'utf8' : 'utf16le'
    const body = Buffer.from(text, encoding)
    this.#head(encoding, body.length)
    this.#at += body.copy(this.#bytes, this.#at)
  }

  #head(encoding: (typeof encodings)[number], bytes: number): void {
    this.#number(encodings.indexOf(encoding))
    this.#number(bytes)
  }

  #number(number: number): void {
    let rest = number
    for (; rest >= 128; rest = Math.floor(rest / 128)) this.#bytes[this.#at++] = (rest % 128) + 128
    this.#bytes[this.#at++] = rest
  }

  #reserve(more: number): void {
    if (this.#at + more <= this.#bytes.length) return
    const larger = Buffer.allocUnsafe(2 * (this.#at + more))
    this.#bytes.copy(larger, 0, 0, this.#at)
    this.#bytes = larger
  }
}
