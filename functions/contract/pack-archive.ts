import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { constants, zstdCompress, type ZstdOptions } from 'node:zlib'
import { NamedError } from './errors.ts'
import { largestFile, type ArchiveFile, type ArchiveHead } from './archive-file.ts'
import { archiveName } from './archive-name.ts'
import { ColumnWriter } from './column-writer.ts'

const compressed = promisify<Buffer, ZstdOptions, Buffer>(zstdCompress)
const fast = { params: { [constants.ZSTD_c_compressionLevel]: 1 }, chunkSize: 2 ** 18 }

/**
 * A file's name, its bytes, and how many characters its values have. Unpacked, a file is a line of
 * JSON, which counts each table's rows, and then the columns, table by table.
 * @throws NamedError RowNotKept
 */
export async function packArchive(
  file: Omit<ArchiveFile, 'format'>,
): Promise<{ readonly name: string; readonly bytes: Buffer; readonly unpacked: number }> {
  const unpacked = charactersIn(file)
  if (unpacked > largestFile) throw tooLarge(file)
  const head: ArchiveHead = {
    ...file,
    format: 4,
    tables: file.tables.map((one) => ({ ...one, rows: one.rows.length })),
  }
  const writer = new ColumnWriter(Buffer.from(`${JSON.stringify(head)}\n`), unpacked)
  for (const { columns, rows } of file.tables)
    for (const at of columns.keys()) writer.column(rows, at)
  const { content } = writer
  if (content.length > largestFile) throw tooLarge(file)
  const sum = createHash('sha256').update(content).digest('hex')
  return { name: archiveName(file, sum), bytes: await compressed(content, fast), unpacked }
}

function charactersIn({ tables }: Pick<ArchiveFile, 'tables'>): number {
  let characters = 0
  for (const { table, columns, rows } of tables)
    for (const row of rows) {
      if (row.length !== columns.length)
        throw new TypeError(`unreachable: a row of ${table} has ${row.length} values`)
      for (const value of row) characters += value?.length ?? 0
    }
  return characters
}

const tooLarge = ({ rule }: Pick<ArchiveFile, 'rule'>) =>
  new NamedError(
    'RowNotKept',
    `A batch of rule "${rule}" needs more than ${largestFile} bytes of an archive ` +
      'file: a row to delete has too many child rows. Nothing of the batch was deleted. ' +
      'Delete that row by hand, or disable the rule or the archive ("archive": {"mode": ' +
      '"off"}).',
  )
