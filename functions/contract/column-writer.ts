import { encodings, longestNumber, type Row } from './column-reader.ts'

const none = 255
/** The value of each byte that is a digit of `0123456789abcdef`. */
const digits = new Uint8Array(256).fill(none)
for (const [value, digit] of Buffer.from('0123456789abcdef').entries()) digits[digit] = value

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
    if (this.#areDigits(start)) this.#pair(from, start)
  }

  /** Whether all from there on are digits of bytes. */
  #areDigits(start: number): boolean {
    const [bytes, end] = [this.#bytes, this.#at]
    if ((end - start) % 2 === 1) return false
    for (let at = start; at < end; at++) if ((digits[bytes[at] ?? 0] ?? none) === none) return false
    return true
  }

  /** Writes one byte for two digits, over the head and the digits of a column. */
  #pair(from: number, start: number): void {
    const [bytes, end] = [this.#bytes, this.#at]
    this.#at = from
    this.#head('hex', (end - start) / 2)
    let to = this.#at
    for (let at = start; at < end; at += 2)
      bytes[to++] = 16 * (digits[bytes[at] ?? 0] ?? 0) + (digits[bytes[at + 1] ?? 0] ?? 0)
    this.#at = to
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
