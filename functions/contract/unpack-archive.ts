import { createHash } from 'node:crypto'
import { gunzipSync, zstdDecompressSync } from 'node:zlib'
import { z } from 'zod'
import { NamedError } from './errors.ts'
import { ColumnReader } from './column-reader.ts'
import {
  archiveFileSchema,
  archiveHeadSchema,
  formats,
  largestFile,
  type ArchiveFile,
} from './archive-file.ts'
import { readArchiveName } from './archive-name.ts'

const damagedFile = (name: string, why: string) =>
  new NamedError(
    'ArchiveDamaged',
    `The archive file ${name} is not as written: ${why}. None of its rows were put back. ` +
      'The bucket keeps versions: check whether an older one is intact.',
  )

/**
 * A file's content, whose SHA-256 is the one in its name, with no more memory than a written file
 * can need.
 * @throws NamedError ArchiveDamaged if it differs from what was written
 */
export function archiveContent(name: string, bytes: Buffer) {
  const damaged = (why: string) => damagedFile(name, why)
  const named = readArchiveName(name)
  if (named === null) throw damaged('its name is not that of an archive file')
  const unpack = named.format === 3 ? gunzipSync : zstdDecompressSync
  let content: Buffer
  try {
    content = unpack(bytes, { maxOutputLength: largestFile })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : ''
    throw damaged(
      code === 'ERR_BUFFER_TOO_LARGE'
        ? `it unpacks to more than ${largestFile} bytes`
        : `it cannot be unpacked (${String(code)})`,
    )
  }
  const sum = createHash('sha256').update(content).digest('hex')
  if (named.sum !== sum) throw damaged(`its SHA-256 is ${sum}`)
  return { named, content }
}

/**
 * Reads a file.
 * @throws NamedError ArchiveDamaged if it differs from what was written, or from its name
 */
export function unpackArchive(name: string, bytes: Buffer): ArchiveFile {
  const damaged = (why: string) => damagedFile(name, why)
  const { named, content } = archiveContent(name, bytes)
  let file: ArchiveFile
  try {
    file = named.format === 3 ? readText(name, content) : readColumns(name, content)
  } catch (error) {
    if (error instanceof Damaged) throw damaged(error.message)
    throw error
  }
  if (file.number !== named.number || file.rule !== named.rule)
    throw damaged(`its content says number ${file.number}, rule ${file.rule}`)
  if (Date.parse(file.at) !== Date.parse(named.at)) throw damaged(`its content says ${file.at}`)
  const odd = oddRow(file)
  if (odd !== null) throw damaged(odd)
  return file
}

/** What is wrong with a content, without a word of it. */
class Damaged extends Error {}

/** Format 3: all of it is JSON. */
const readText = (name: string, content: Buffer): ArchiveFile =>
  parsed(name, archiveFileSchema, content)

/** Format 4: a line of JSON, then the columns. */
function readColumns(name: string, content: Buffer): ArchiveFile {
  const line = content.indexOf('\n')
  const head = parsed(name, archiveHeadSchema, content.subarray(0, Math.max(0, line)))
  const reader = new ColumnReader(content, line + 1, largestFile)
  try {
    const tables = head.tables.map((one) => {
      if (one.columns.length === 0 && one.rows > 0) throw new RangeError('it has rows of no column')
      const columns = one.columns.map(() => reader.column(one.rows))
      return {
        ...one,
        rows: Array.from({ length: one.rows }, (_, row) => columns.map((of) => of[row] ?? null)),
      }
    })
    if (!reader.ended) throw new RangeError('it goes on after its last column')
    return { ...head, tables }
  } catch (error) {
    throw error instanceof RangeError ? new Damaged(error.message) : error
  }
}

function parsed<T>(name: string, schema: z.ZodType<T>, text: Buffer): T {
  let content: unknown
  try {
    content = JSON.parse(text.toString('utf8'))
  } catch (error) {
    // The parser's own message quotes the text, which may be a token.
    const [place = ''] =
      error instanceof Error ? (/ at position \d+/.exec(error.message) ?? []) : []
    throw new Damaged(`it is not JSON${place}`)
  }
  refuseOtherFormat(name, content)
  const { success, data, error } = schema.safeParse(content)
  if (!success) throw new Damaged(z.prettifyError(error))
  return data
}

/** Of a later version, mostly. @throws NamedError ArchiveDamaged */
function refuseOtherFormat(name: string, content: unknown): void {
  const { data } = z.object({ format: z.number() }).safeParse(content)
  if (data === undefined || formats.some((one) => one === data.format)) return
  throw new NamedError(
    'ArchiveDamaged',
    `The archive file ${name} has the format ${data.format}, and this version of Drydock reads ` +
      `${formats.join(', ')}. None of its rows were put back. Use the version that wrote it.`,
  )
}

/** The first row that does not match its columns; null if all do. */
function oddRow({ tables }: ArchiveFile): string | null {
  for (const { table, columns, rows } of tables)
    for (const [at, row] of rows.entries()) {
      const where = `row ${at + 1} of ${table}`
      if (row.length !== columns.length)
        return `${where} has ${row.length} values, expected ${columns.length}`
      for (const [place, { name, as }] of columns.entries()) {
        const value = row[place]
        if (as === 'bytes' && typeof value === 'string' && !isHex(value))
          return `${where} has something other than bytes in ${name}`
      }
    }
  return null
}

const isHex = (value: string): boolean => value.length % 2 === 0 && !/[^0-9a-f]/i.test(value)
