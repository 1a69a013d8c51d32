import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gunzipSync, gzip, type ZlibOptions } from 'node:zlib'
import { z } from 'zod'
import { NamedError } from './errors.ts'

const columnSchema = z.object({ name: z.string(), as: z.enum(['text', 'bytes', 'hash']) })

/** One file of the archive: what one batch deletes, children before their parents. It describes itself. */
export const archiveFileSchema = z.object({
  format: z.literal(2),
  runId: z.string(),
  source: z.string(),
  database: z.string(),
  rule: z.string(),
  cutoff: z.string(),
  /** ISO 8601 instant, just before the rows went. */
  at: z.string(),
  schema: z.string(),
  /** By the account of the purge: the database's files are counted from 0, in the order in which their rows went. */
  number: z.number().int(),
  tables: z
    .array(
      z.object({
        table: z.string(),
        /** `bytes`: hexadecimal digits; `hash`: SHA-256 of the value, which itself was left out. */
        columns: z.array(columnSchema).readonly(),
        rows: z.array(z.array(z.string().nullable()).readonly()).readonly(),
      }),
    )
    .readonly(),
})
export type ArchiveFile = z.infer<typeof archiveFileSchema>

/** What a file's name says: its number, when it was written, the rule, and the SHA-256 of the content. */
const namePattern = /^(\d{8})-(\d{8}T\d{9}Z)-([a-z0-9-]+)-([0-9a-f]{64})\.json\.gz$/

/** Where in the bucket a run's archive of one source lies. */
export const archiveFolder = (runId: string, source: string): string =>
  `archive/${runId}/${source}/`

const compressed = promisify<string, ZlibOptions, Buffer>(gzip)

const stamp = (instant: Date): string => instant.toISOString().replaceAll(/[-:.]/g, '')

/** Name and bytes of a file. Names sort by number: to undo batches, take the files from the last to the first. */
export async function packArchive(
  file: ArchiveFile,
): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  const text = JSON.stringify(file)
  const sum = createHash('sha256').update(text).digest('hex')
  return {
    name: `${String(file.number).padStart(8, '0')}-${stamp(new Date(file.at))}-${file.rule}-${sum}.json.gz`,
    bytes: await compressed(text, { level: 1 }),
  }
}

/** What an archive file's name says; null for any other file. */
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

/** @throws NamedError ArchiveDamaged where the content is not the one the name says */
export function unpackArchive(name: string, bytes: Buffer): ArchiveFile {
  const damaged = (why: string) =>
    new NamedError(
      'ArchiveDamaged',
      `The archive file ${name} is not what was written: ${why}. Nothing of it was put back. The bucket keeps versions: look whether an older one is whole.`,
    )
  let text: string
  try {
    text = gunzipSync(bytes).toString('utf8')
  } catch (error) {
    throw damaged(error instanceof Error ? error.message : String(error))
  }
  const sum = createHash('sha256').update(text).digest('hex')
  if (readArchiveName(name)?.sum !== sum) throw damaged(`its SHA-256 is ${sum}`)
  const parsed = archiveFileSchema.safeParse(JSON.parse(text))
  if (!parsed.success) throw damaged(z.prettifyError(parsed.error))
  return parsed.data
}
