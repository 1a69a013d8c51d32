import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gunzipSync, gzip, type ZlibOptions } from 'node:zlib'
import { z } from 'zod'
import { NamedError } from './errors.ts'

/**
 * Maximum bytes of an unpacked file, as a function's memory allows. A batch has up to 4 MB, but at
 * least one row.
 */
export const largestFile = 40 * 2 ** 20

const columnSchema = z.object({
  name: z.string(),
  as: z.enum(['text', 'bytes', 'float', 'epoch', 'hash']),
  charset: z.string().regex(/^\w+$/).optional(),
  long: z.boolean().optional(),
})

/**
 * One archive file: the rows that one batch deletes, children before parents. It is
 * self-describing.
 */
export const archiveFileSchema = z.object({
  format: z.literal(3),
  runId: z.string(),
  source: z.string(),
  database: z.string(),
  rule: z.string(),
  cutoff: z.string(),
  /** ISO 8601 instant, just before the rows were deleted. */
  at: z.string(),
  schema: z.string(),
  /** Numbered by the purge's account: per database from 0, in the order of deletion. */
  number: z.number().int(),
  tables: z
    .array(
      z.object({
        table: z.string(),
        /** `bytes`: hexadecimal digits; `hash`: SHA-256 of the value, in place of the value. */
        columns: z.array(columnSchema).readonly(),
        rows: z.array(z.array(z.string().nullable()).readonly()).readonly(),
      }),
    )
    .readonly(),
})
export type ArchiveFile = z.infer<typeof archiveFileSchema>

/**
 * What a file's name contains: its number, when it was written, the rule, and the SHA-256 of the
 * content.
 */
const namePattern = /^(\d{8})-(\d{8}T\d{9}Z)-([a-z0-9-]+)-([0-9a-f]{64})\.json\.gz$/

/** The location of a run's archive of one source in the bucket. */
export const archiveFolder = (runId: string, source: string): string =>
  `archive/${runId}/${source}/`

const compressed = promisify<string, ZlibOptions, Buffer>(gzip)

const stamp = (instant: Date): string => instant.toISOString().replaceAll(/[-:.]/g, '')

/**
 * A file's name, its bytes, and how many it unpacks to. Names sort by number: to undo batches, read
 * the files from last to first.
 */
export async function packArchive(
  file: ArchiveFile,
): Promise<{ readonly name: string; readonly bytes: Buffer; readonly unpacked: number }> {
  const text = JSON.stringify(file)
  const unpacked = Buffer.byteLength(text)
  if (unpacked > largestFile)
    throw new NamedError(
      'RowNotKept',
      `A batch of rule "${file.rule}" needs more than ${largestFile} bytes of an archive ` +
        'file: a row to delete has too many child rows. Nothing of the batch was deleted. ' +
        'Delete that row by hand, or disable the rule or the archive ("archive": {"mode": ' +
        '"off"}).',
    )
  const sum = createHash('sha256').update(text).digest('hex')
  const number = String(file.number).padStart(8, '0')
  return {
    name: `${number}-${stamp(new Date(file.at))}-${file.rule}-${sum}.json.gz`,
    bytes: await compressed(text, { level: 1 }),
    unpacked,
  }
}

/** The parts of an archive file's name; null for any other file. */
export function readArchiveName(name: string): {
  readonly number: number
  readonly at: string
  readonly rule: string
  readonly sum: string
} | null {
  const [, number, time, rule, sum] = namePattern.exec(name) ?? []
  if (number === undefined || time === undefined || rule === undefined || sum === undefined)
    return null
  return {
    number: Number(number),
    at: time.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z$/, '$1-$2-$3T$4:$5:$6.$7Z'),
    rule,
    sum,
  }
}

/**
 * Reads a file, with no more memory than a written file can need.
 * @throws NamedError ArchiveDamaged if it differs from what was written, or from its name
 */
export function unpackArchive(name: string, bytes: Buffer): ArchiveFile {
  const damaged = (why: string) =>
    new NamedError(
      'ArchiveDamaged',
      `The archive file ${name} is not as written: ${why}. None of its rows were put back. ` +
        'The bucket keeps versions: check whether an older one is intact.',
    )
  const named = readArchiveName(name)
  let text: Buffer
  try {
    text = gunzipSync(bytes, { maxOutputLength: largestFile })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : ''
    throw damaged(
      code === 'ERR_BUFFER_TOO_LARGE'
        ? `it unpacks to more than ${largestFile} bytes`
        : `it cannot be unpacked (${String(code)})`,
    )
  }
  const sum = createHash('sha256').update(text).digest('hex')
  if (named?.sum !== sum) throw damaged(`its SHA-256 is ${sum}`)
  let content: unknown
  try {
    content = JSON.parse(text.toString('utf8'))
  } catch (error) {
    // The parser's own message quotes the text, which may be a token.
    const [place = ''] =
      error instanceof Error ? (/ at position \d+/.exec(error.message) ?? []) : []
    throw damaged(`it is not JSON${place}`)
  }
  const parsed = archiveFileSchema.safeParse(content)
  if (!parsed.success) throw damaged(z.prettifyError(parsed.error))
  const file = parsed.data
  if (file.number !== named.number || file.rule !== named.rule)
    throw damaged(`its content says number ${file.number}, rule ${file.rule}`)
  const odd = oddRow(file)
  if (odd !== null) throw damaged(odd)
  return file
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
