export type Row = readonly (string | null)[]

/** How the bytes of a column stand for its text; the last way keeps any text. */
export const encodings = ['hex', 'utf8', 'utf16le'] as const
/** Bytes of a number, at most. */
export const longestNumber = 5

/**
 * Reads columns, one after the other. Of each, there is for every row a number, 0 for NULL or one
 * more than the value's characters; then the place of an encoding, the number of bytes, and the
 * bytes of all values together. Throws a RangeError that quotes nothing.
 */
export class ColumnReader {
  readonly #bytes: Buffer
  #at: number
  /** Characters that may still come. */
  #left: number

  /** @param most characters of all values. */
  constructor(bytes: Buffer, at: number, most: number) {
    this.#bytes = bytes
    this.#at = at
    this.#left = most
  }

  get ended(): boolean {
    return this.#at === this.#bytes.length
  }

  column(rows: number): (string | null)[] {
    if (rows > this.#bytes.length - this.#at) throw new RangeError('it ends within a column')
    const lengths: number[] = []
    let characters = 0
    for (let row = 0; row < rows; row++) {
      const length = this.#number()
      lengths.push(length)
      characters += Math.max(0, length - 1)
    }
    this.#left -= characters
    if (this.#left < 0) throw new RangeError('its values have more characters than fit into one')
    const encoding = encodings[this.#number()]
    const end = this.#number() + this.#at
    if (encoding === undefined || end > this.#bytes.length)
      throw new RangeError('a column is not as it was written')
    const text = this.#bytes.toString(encoding, this.#at, end)
    this.#at = end
    if (text.length !== characters) throw new RangeError('a column has other values than it says')
    let from = 0
    return lengths.map((length) => (length === 0 ? null : text.slice(from, (from += length - 1))))
  }

  #number(): number {
    let number = 0
    for (let [count, factor] = [0, 1]; count < longestNumber; count++, factor *= 128) {
      const byte = this.#bytes[this.#at++]
      if (byte === undefined) break
      number += (byte % 128) * factor
      if (byte < 128) return number
    }
    throw new RangeError('it has a number that does not end')
  }
}
