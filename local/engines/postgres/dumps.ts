import { spawn } from 'node:child_process'
import type { Readable } from 'node:stream'
import { Client } from 'pg'
import type { DumpHeader } from '../../dump/header.ts'
import { ServerError } from '../../server/server-error.ts'
import type { DatabaseServer } from '../../server/server-software.ts'
import type { Dumps, SchemaTable } from '../local-engine.ts'
import { loadPostgresDump } from './load-dump.ts'

const bytes = (text: string) => [...Buffer.from(text, 'latin1')]

/** What the beginning of a dump by pg_dump says. */
function originOf(text: string): DumpHeader | null {
  const version = /^-- Dumped from database version (\S+)/m.exec(text)?.[1] ?? null
  const says = /^-- PostgreSQL database (cluster )?dump\r?$/m.test(text)
  // What remains without comments: the settings that every dump begins with.
  if (!says && version === null && !/^SET standard_conforming_strings = on;/m.test(text))
    return null
  return { engine: 'postgres', version, lowerCase: false, saysItsEnd: says }
}

export const dumps: Dumps = {
  // The custom format, and the tar format, whose first file is its table of contents.
  archive: { magic: [bytes('PGDMP'), bytes('toc.dat\0')], open: throughRestore },
  origin: originOf,
  settings: () => ({}),
  load: loadPostgresDump,
  tables: tablesOf,
}

async function tablesOf(
  { host, port, rootUser: user, rootPassword: password }: DatabaseServer,
  database: string,
): Promise<readonly SchemaTable[]> {
  const client = new Client({ host, port, user, password, database, ssl: false })
  await client.connect()
  const { rows } = await client.query<SchemaTable>(
    `SELECT nspname AS schema, relname AS table FROM pg_catalog.pg_class c
     JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p')
     AND nspname !~ '^pg_|^information_schema$' ORDER BY 1, 2`,
  )
  await client.end()
  return rows
}

/** The text that pg_restore makes of an archive; roles and rights are the old server's. */
function throughRestore(file: string): Readable {
  const child = spawn('pg_restore', ['--file=-', '--no-owner', '--no-privileges', file], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, LC_ALL: 'C' },
  })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-500)))
  const fail = (why: string) =>
    child.stdout.destroy(new ServerError('DumpNotLoaded', `${file} ${why}`))
  child.once('error', () =>
    fail(
      'is an archive of pg_dump, which pg_restore unpacks: it is not on PATH. Install ' +
        "PostgreSQL's " +
        'client programs (Debian: postgresql-client), or dump again with pg_dump --format=plain.',
    ),
  )
  child.once('close', (code) => {
    if (code === 0 || code === null) return
    fail(
      `cannot be unpacked: ${said.trim().split('\n').at(-1)}. ` +
        (/unsupported version/.test(said)
          ? "Install the client programs of the dump's version, or dump again with --format=plain."
          : 'It may be truncated or damaged; copy or create it again.'),
    )
  })
  child.stdout.once('close', () => child.kill())
  return child.stdout
}
