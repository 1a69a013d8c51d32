/** Tokens of the protocol, as a server sends them ([MS-TDS], "Packet Data Token Stream"). */

const le16 = (value: number): Buffer => {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16LE(value)
  return bytes
}
const le32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4)
  bytes.writeInt32LE(value)
  return bytes
}
const le64 = (value: bigint): Buffer => {
  const bytes = Buffer.alloc(8)
  bytes.writeBigInt64LE(value)
  return bytes
}
const ucs2 = (text: string): Buffer => Buffer.from(text, 'utf16le')
const short = (text: string): Buffer => Buffer.concat([Buffer.from([text.length]), ucs2(text)])
const long = (text: string): Buffer => Buffer.concat([le16(text.length), ucs2(text)])
const token = (id: number, body: Buffer): Buffer =>
  Buffer.concat([Buffer.from([id]), le16(body.length), body])

export const loginAck = token(
  0xad,
  Buffer.concat([Buffer.from([1, 0x74, 0, 0, 4]), short('Peer'), Buffer.from([16, 0, 0, 0])]),
)

/** VERSION, ENCRYPTION (2: not supported), and the end. */
export const prelogin = Buffer.from([
  ...[0, 0, 11, 0, 6, 1, 0, 17, 0, 1, 0xff],
  ...[16, 0, 0, 0, 0, 0, 2],
])

const descriptor = Buffer.from([1, 2, 3, 4, 5, 6, 7, 8])
const given = Buffer.concat([Buffer.from([8]), descriptor])
const none = Buffer.from([0])
/** A transaction began, was committed, was rolled back. */
export const began = token(0xe3, Buffer.concat([Buffer.from([8]), given, none]))
export const committed = token(0xe3, Buffer.concat([Buffer.from([9]), none, given]))
export const rolledBack = token(0xe3, Buffer.concat([Buffer.from([10]), none, given]))

interface Failure {
  readonly number: number
  readonly message: string
  /** The severity; 16 is of a statement, 20 and more end the session. */
  readonly severity?: number
}

export const failure = ({ number, message, severity = 16 }: Failure): Buffer =>
  token(
    0xaa,
    Buffer.concat([
      le32(number),
      Buffer.from([1, severity]),
      long(message),
      short('peer'),
      short(''),
      le32(1),
    ]),
  )

const endsWith = { error: 2, count: 0x10, attention: 0x20 }
export const done = (end: keyof typeof endsWith | null, rows = 0n): Buffer =>
  Buffer.concat([Buffer.from([0xfd]), le16(end === null ? 0 : endsWith[end]), le16(0), le64(rows)])

/** A column's type, and a value of it. */
export type Value =
  | { readonly bigint: bigint | null }
  | { readonly text: string | null }
  | { readonly decimal: bigint; readonly scale: number }
  | { readonly bytes: string }
  | { readonly datetime: Date }

function typeOf(value: Value): Buffer {
  if ('bigint' in value) return Buffer.from([0x26, 8])
  if ('text' in value) return Buffer.concat([Buffer.from([0xe7]), le16(8000), Buffer.alloc(5)])
  if ('decimal' in value) return Buffer.from([0x6a, 17, 38, value.scale])
  if ('bytes' in value) return Buffer.concat([Buffer.from([0xa5]), le16(8000)])
  return Buffer.from([0x6f, 8])
}

function written(value: Value): Buffer {
  if ('bigint' in value)
    return value.bigint === null
      ? Buffer.from([0])
      : Buffer.concat([Buffer.from([8]), le64(value.bigint)])
  if ('text' in value)
    return value.text === null
      ? le16(0xffff)
      : Buffer.concat([le16(value.text.length * 2), ucs2(value.text)])
  if ('bytes' in value) {
    const bytes = Buffer.from(value.bytes, 'hex')
    return Buffer.concat([le16(bytes.length), bytes])
  }
  if ('decimal' in value) {
    const size = value.decimal < 0n ? -value.decimal : value.decimal
    const digits = Buffer.alloc(16)
    digits.writeBigUInt64LE(size & 0xffffffffffffffffn, 0)
    digits.writeBigUInt64LE(size >> 64n, 8)
    return Buffer.concat([Buffer.from([17, value.decimal < 0n ? 0 : 1]), digits])
  }
  // Days since 1900, and 300ths of a second.
  const since = value.datetime.getTime() - Date.UTC(1900, 0, 1)
  const days = Math.floor(since / 86_400_000)
  const ticks = Math.round(((since - days * 86_400_000) * 3) / 10)
  return Buffer.concat([Buffer.from([8]), le32(days), le32(ticks)])
}

export type Columns = Readonly<Record<string, Value>>

/** Rows of one shape. */
export function result(rows: readonly [Columns, ...Columns[]]): Buffer {
  const columns = Object.entries(rows[0])
  const head = columns.map(([name, value]) =>
    Buffer.concat([le32(0), le16(9), typeOf(value), short(name)]),
  )
  const told = rows.map((row) =>
    Buffer.concat([Buffer.from([0xd1]), ...Object.values(row).map(written)]),
  )
  return Buffer.concat([Buffer.from([0x81]), le16(columns.length), ...head, ...told])
}
