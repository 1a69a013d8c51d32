import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { Client } from 'pg'
import { loadDump } from '../../local/dump/load-dump.ts'
import { readHeader } from '../../local/dump/header.ts'
import { openScratch } from '../../local/scratch.ts'
import { settings, startEngines } from '../seed/start-engines.ts'

// Of its own: a dump may set what is the server's.
const [engine] = await startEngines({ postgres: settings.postgres })
after(() => openScratch().close())
const folder = await mkdtemp(join(tmpdir(), 'dumps-'))
after(() => rm(folder, { recursive: true }))

// Made by pg_dump 15: two rows with bytes, an infinite time, tabs and line ends; two functions, one
// of them with a line that looks like the beginning of rows; of an owner who is not here.
const dumps = join(import.meta.dirname, 'dumps')
const plain = await readFile(join(dumps, 'postgres.sql'), 'utf8')
const [custom, tar] = [
  await readFile(join(dumps, 'postgres.dump')),
  await readFile(join(dumps, 'postgres.tar')),
]
const table = 'idn_oauth2_access_token'
const rows = [
  { token_id: 'a', n: '00ff5c', t: '2026-01-01 00:00:00' },
  { token_id: 'b\tc\nd\\e', n: null, t: 'infinity' },
]
const row = (id: string) => `INSERT INTO public.${table} VALUES ('${id}', NULL, 'infinity');\n`
const withoutRows = plain.replace(/^COPY public[^;]*;\n(.*\n)*?\\\.\n/m, '')
const inserts = withoutRows.replace(
  '-- Name: idn_oauth2_access_token idn',
  `-- x\n--\n\n${row("a;''b")}${row('c')}--\n-- Name: idn_oauth2_access_token idn`,
)
const marker = join(folder, 'was-run')
const restores = (() => {
  try {
    return execFileSync('pg_restore', ['--version'], { encoding: 'utf8' }) !== ''
  } catch {
    return false
  }
})()

interface Case {
  /** As docs/dumps.md has it. */
  readonly dump: string
  readonly content: string | Buffer
  /** The rows that are there, how many, or what is said. */
  readonly becomes: typeof rows | number | RegExp
  readonly skip?: string | false
}

const cases: readonly Case[] = [
  { dump: 'plain, of pg_dump', content: plain, becomes: rows },
  { dump: 'plain, packed with gzip', content: gzipSync(plain), becomes: rows },
  {
    dump: 'in the custom format (`--format=custom`)',
    content: custom,
    becomes: rows,
    skip: !restores && 'pg_restore is not on PATH',
  },
  {
    dump: 'in the tar format (`--format=tar`)',
    content: tar,
    becomes: rows,
    skip: !restores && 'pg_restore is not on PATH',
  },
  { dump: 'with `--inserts`', content: inserts, becomes: 2 },
  {
    dump: 'of one database, with `--create`',
    content: `CREATE DATABASE apim WITH TEMPLATE = template0;\n\n\\connect apim\n\n${plain}`,
    becomes: rows,
  },
  {
    dump: 'of pg_dumpall',
    content: `${plain}\\connect postgres\n\\connect apim\n`,
    becomes: /several databases \(postgres, apim\).*one by one/,
  },
  {
    dump: 'with rows of 40 MB together',
    content: plain.replace(
      /^a\t.*\n/m,
      (line) =>
        Array.from({ length: 40 }, (_, n) => `${n}\t\\\\x${'00'.repeat(2 ** 19)}\t\\N\n`).join('') +
        line,
    ),
    becomes: 42,
  },
  {
    dump: 'of a newer PostgreSQL',
    content: plain.replace('version 15.18', 'version 99.1'),
    becomes: /is of PostgreSQL 99\.1, and the server here is 1\d\.\d+\..*clone in AWS/,
  },
  {
    dump: 'in another encoding than UTF-8',
    content: plain.replace("'UTF8'", "'LATIN1'"),
    becomes: /LATIN1\. Dump again with pg_dump --encoding=UTF8/,
  },
  {
    dump: 'with an extension that is not here',
    content: `${plain}CREATE EXTENSION aws_s3;\n`,
    becomes: /aws_s3.*--exclude-extension/,
  },
  {
    dump: 'cut off before its end, of pg_dump',
    content: withoutRows.slice(0, -200),
    becomes: /is truncated.*Copy or create it again/,
  },
  {
    dump: 'cut off in the midst of rows',
    content: plain.slice(0, plain.indexOf('\\\\e\t')),
    becomes: /ends in the midst of rows.*copy or create it again/,
  },
  {
    dump: 'with a row that does not fit',
    content: plain.replace('\tinfinity', '\tsometime'),
    becomes: /does not load \(up to line \d+\): .*sometime.*line 2/s,
  },
  ...['\\! touch', '\\i'].map((command) => ({
    dump: `with a command of psql (\`${command.split(' ')[0]}\`)`,
    content: `${plain}${command} ${marker}\n`,
    becomes: /Client commands in a file are not run\. Remove that line/,
  })),
]

test('PostgreSQL: each dump loads, or is refused with the words that mend it', {
  skip: engine?.skip ?? false,
}, async (t) => {
  assert.ok(engine?.server)
  const { server, url = '' } = engine
  const root = new Client({ connectionString: url })
  await root.connect()
  for (const { dump, content, becomes, skip } of cases)
    await t.test(dump, { skip: skip ?? false }, async () => {
      await root.query('DROP DATABASE IF EXISTS dump')
      await root.query('CREATE DATABASE dump')
      const file = join(folder, 'postgres.dump')
      await writeFile(file, content)
      const loaded = loadDump(server, 'dump', file)
      if (becomes instanceof RegExp)
        return assert.rejects(loaded, { name: 'DumpNotLoaded', message: becomes })
      await loaded
      const client = new Client({ connectionString: url.replace(/postgres$/, 'dump') })
      await client.connect()
      const { rows: found } = await client.query(
        `SELECT token_id, encode(n, 'hex') AS n, t::text FROM public.${table} ORDER BY token_id`,
      )
      await client.end()
      if (typeof becomes === 'number') assert.equal(found.length, becomes)
      else assert.deepEqual(found, becomes)
    })
  await root.end()
  assert.ok(!existsSync(marker), 'no program was run')
})

test('an archive says what to install where pg_restore is not', async () => {
  const file = join(folder, 'custom.dump')
  await writeFile(file, custom)
  const { PATH } = process.env
  process.env.PATH = '/nowhere'
  try {
    await assert.rejects(readHeader(file), {
      name: 'DumpNotLoaded',
      message: /pg_restore.*not on PATH\. Install PostgreSQL's client programs.*--format=plain/,
    })
  } finally {
    process.env.PATH = PATH
  }
})

test('docs/dumps.md says of each of these dumps of PostgreSQL what becomes of it', async () => {
  const text = await readFile(join(import.meta.dirname, '../../docs/dumps.md'), 'utf8')
  for (const { dump, becomes } of cases) {
    const line = text.split('\n').find((one) => one.startsWith(`| ${dump} |`))
    assert.ok(line, `docs/dumps.md has no line for a dump ${dump}`)
    assert.match(line, becomes instanceof RegExp ? /\| refused/ : /\| loads/, line)
  }
})
