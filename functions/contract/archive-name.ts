import type { ArchiveFile } from './archive-file.ts'

/**
 * What a file's name contains: its number, when it was written, the rule, and the SHA-256 of the
 * content.
 */
const namePattern = /^(\d{8})-(\d{8}T\d{9}Z)-([a-z0-9-]+)-([0-9a-f]{64})\.(json\.gz|rows\.zst)$/

/** The location of a run's archive of one source in the bucket. */
export const archiveFolder = (runId: string, source: string): string =>
  `archive/${runId}/${source}/`

const stamp = (instant: Date): string => instant.toISOString().replaceAll(/[-:.]/g, '')

/** Names sort by number: to undo batches, read the files from last to first. */
export function archiveName(
  { number, at, rule }: Pick<ArchiveFile, 'number' | 'at' | 'rule'>,
  sum: string,
): string {
  return `${String(number).padStart(8, '0')}-${stamp(new Date(at))}-${rule}-${sum}.rows.zst`
}

/** The parts of an archive file's name; null for any other file. */
export function readArchiveName(name: string): {
  readonly number: number
  readonly at: string
  readonly rule: string
  readonly sum: string
  readonly format: ArchiveFile['format']
} | null {
  const [, number, time, rule, sum, ending] = namePattern.exec(name) ?? []
  if (number === undefined || time === undefined || rule === undefined || sum === undefined)
    return null
  return {
    number: Number(number),
    at: time.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z$/, '$1-$2-$3T$4:$5:$6.$7Z'),
    rule,
    sum,
    format: ending === 'json.gz' ? 3 : 4,
  }
}
