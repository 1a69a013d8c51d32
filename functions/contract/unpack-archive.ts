import { createHash } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import { z } from 'zod'
import { NamedError } from './errors.ts'
import { archiveFileSchema, largestFile, type ArchiveFile } from './archive-file.ts'
import { readArchiveName } from './archive-name.ts'

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
  refuseOtherFormat(name, content)
  const parsed = archiveFileSchema.safeParse(content)
  if (!parsed.success) throw damaged(z.prettifyError(parsed.error))
  const file = parsed.data
  if (file.number !== named.number || file.rule !== named.rule)
    throw damaged(`its content says number ${file.number}, rule ${file.rule}`)
  const odd = oddRow(file)
  if (odd !== null) throw damaged(odd)
  return file
}

/** Of a later version, mostly. @throws NamedError ArchiveDamaged */
function refuseOtherFormat(name: string, content: unknown): void {
  const { data } = z.object({ format: z.number() }).safeParse(content)
  const { values } = archiveFileSchema.shape.format
  if (data === undefined || [...values].some((one) => one === data.format)) return
  throw new NamedError(
    'ArchiveDamaged',
    `The archive file ${name} has the format ${data.format}, and this version of Drydock reads ` +
      `${[...values].join(', ')}. None of its rows were put back. Use the version that wrote it.`,
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
