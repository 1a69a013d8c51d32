import { Client, DatabaseError } from 'pg'
import { readHeader } from '../../dump/header.ts'
import { damaged, openDump } from '../../dump/open-dump.ts'
import { ServerError } from '../../server/server-error.ts'
import type { DatabaseServer } from '../../server/server-software.ts'
import { CopyIn } from './copy-in.ts'
import { linesOf } from './lines.ts'
import { SqlText } from './sql-text.ts'

/** Statements are sent together, up to about this many characters; rows in such parts of bytes. */
const enough = 2 ** 20

/**
 * Loads a plain dump, as psql would, but runs none of its commands: the statements as they stand,
 * the rows behind each COPY as they are.
 * @throws ServerError DumpNotLoaded, which says what to do
 */
export async function loadPostgresDump(
  server: DatabaseServer,
  database: string,
  file: string,
): Promise<void> {
  const header = await readHeader(file)
  const of = header?.version ?? null
  if (of !== null && Number.parseInt(of, 10) > Number.parseInt(server.version, 10))
    throw new ServerError(
      'DumpNotLoaded',
      `${file} is of PostgreSQL ${of}, and the server here is ${server.version}. A server takes ` +
        'dumps of its own version and of older ones. Rehearse on a clone in AWS instead.',
    )
  const { host, port, rootUser: user, rootPassword: password } = server
  const client = new Client({ host, port, user, password, database, ssl: false })
  client.on('error', () => undefined)
  await client.connect()
  try {
    const isWhole = await load(client, file)
    if (header?.saysItsEnd === true && !isWhole)
      throw new ServerError(
        'DumpNotLoaded',
        `${file} is truncated: it does not end with pg_dump's "PostgreSQL database dump ` +
          'complete". Copy or create it again.',
      )
    // As autovacuum would soon: until then the planner knows nothing of the tables.
    await client.query('ANALYZE')
  } finally {
    await client.end()
  }
}

/** @returns whether the dump says that it is complete. */
async function load(client: Client, file: string): Promise<boolean> {
  const text = new SqlText()
  let [statements, isWhole, number] = ['', false, 0]
  let copy: CopyIn | null = null
  let rows: Buffer[] = []
  let size = 0
  const databases = new Set<string>()
  const send = async () => {
    if (statements.trim() !== '') await client.query(statements)
    statements = ''
  }
  try {
    for await (const bytes of linesOf(await openDump(file))) {
      number += 1
      if (copy !== null) {
        const ends = bytes.length <= 4 && /^\\\.\r?\n?$/.test(bytes.toString('latin1'))
        if (!ends) {
          rows.push(bytes)
          size += bytes.length
        }
        if (ends || size > enough) {
          await copy.write(Buffer.concat(rows))
          ;[rows, size] = [[], 0]
        }
        if (!ends) continue
        await copy.end()
        copy = null
        continue
      }
      const line = bytes.toString('utf8')
      if (!text.isPlain) {
        text.read(line)
        statements += line
        continue
      }
      if (/^-- PostgreSQL database dump complete/.test(line)) isWhole = true
      const fate = fateOf(line, file, databases)
      if (fate === 'skip') continue
      if (fate === 'copy') {
        await send()
        copy = await CopyIn.begin(client, line)
        continue
      }
      // A statement that is many, such as the rows of --inserts, is not held whole.
      if (statements.length > enough && /^INSERT INTO /.test(line)) await send()
      text.read(line)
      statements += line
    }
    if (copy !== null) throw new Error('it ends in the midst of rows')
    await send()
    return isWhole
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw damaged(file, error)
    // Where in the rows, but not what stands there.
    const place = /^COPY .*?, line \d+(, column \w+)?/.exec(error.where ?? '')?.[0]
    throw new ServerError(
      'DumpNotLoaded',
      `${file} does not load (up to line ${number}): ${error.message.split('\n')[0]}` +
        `${place === undefined ? '' : ` (${place})`}. ${remedy(error.message)}`,
    )
  }
}

/** What becomes of a line where a statement may begin. @throws ServerError */
function fateOf(line: string, file: string, databases: Set<string>): 'keep' | 'skip' | 'copy' {
  if (/^COPY .* FROM stdin;\s*$/.test(line)) return 'copy'
  // Roles, rights and the database itself are of its original server.
  if (/^(ALTER .* OWNER TO|GRANT|REVOKE|ALTER DEFAULT PRIVILEGES) .*;\s*$/.test(line)) return 'skip'
  if (/^(CREATE|DROP|ALTER) DATABASE .*;\s*$/.test(line)) return 'skip'
  const [, command = '', rest = ''] = /^\\(\S+)\s*(.*)/.exec(line) ?? []
  if (command === 'restrict' || command === 'unrestrict') return 'skip'
  if (command === 'connect') {
    databases.add(rest.trim())
    if (databases.size === 1) return 'skip'
    throw new ServerError(
      'DumpNotLoaded',
      `${file} contains several databases (${[...databases].join(', ')}), and each must be a ` +
        'separate file. Dump them one by one with pg_dump, then name each file with --dump.',
    )
  }
  if (command !== '')
    throw new ServerError(
      'DumpNotLoaded',
      `${file} has the command \\${command}. Client commands in a file are not run. Remove that ` +
        'line.',
    )
  const encoding = /^SET client_encoding = '([^']+)'/.exec(line)?.[1]
  if (encoding !== undefined && encoding !== 'UTF8')
    throw new ServerError(
      'DumpNotLoaded',
      `${file} is written in ${encoding}. Dump again with pg_dump --encoding=UTF8.`,
    )
  return 'keep'
}

/** The remedy for the server's message. */
function remedy(said: string): string {
  if (/syntax error at end of input|^unterminated /.test(said))
    return 'It is truncated. Copy or create it again.'
  if (/extension "/.test(said))
    return (
      'The server here does not have that extension. Dump again with ' +
      '--exclude-extension (pg_dump 17 or later), or only the tables, with --schema.'
    )
  if (/role ".*" does not exist/.test(said))
    return 'Dump again with --no-owner --no-privileges, and name the new file.'
  if (/already exists/.test(said))
    return 'Two dumps have the same tables, or the file was made twice. Name each dump once.'
  return 'Dump again with pg_dump --no-owner --no-privileges, and name the new file.'
}
