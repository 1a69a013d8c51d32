import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import type { RowDataPacket } from 'mysql2/promise'
import { originOf } from '../../local/engines/mysql/dumps.ts'
import { suitedTo } from '../../local/dump/suited-server.ts'
import { openScratch } from '../../local/scratch.ts'
import { loadDump } from '../../local/dump/load-dump.ts'
import { connect } from '../seed/in-database.ts'
import { quick, settings, startEngines, type Engine } from '../seed/start-engines.ts'

// Of its own: a dump may set what is the server's.
const { mariadb, mysql } = settings
const engines = await startEngines({ mariadb, mysql })
after(() => openScratch().close())
const folder = await mkdtemp(join(tmpdir(), 'dumps-'))
after(() => rm(folder, { recursive: true }))

const rows = 'CREATE TABLE `t` (`n` int);\nINSERT INTO `t` VALUES (1),(2);\n'
const head = (tool: string, server: string) =>
  `-- ${tool} dump 10.13  Distrib ${server}, for Linux (x86_64)\n--\n-- Host: db    Database: ` +
  'apim\n-- ------------------------------------------------------\n-- Server ' +
  `version\t${server}\n\n`
const end = '\n-- Dump completed on 2026-11-28 13:00:00\n'
const mysqlHead = head('MySQL', '8.0.36')
const packed = (pack: (content: Buffer) => Buffer) => pack(Buffer.from(rows))
const marker = join(folder, 'was-run')

interface Case {
  /** As docs/dumps.md has it. */
  readonly dump: string
  readonly content: string | Buffer
  /** The servers it is tried on; both when absent. */
  readonly on?: Engine['name']
  /** Rows of `t` that are there, or what is said. */
  readonly becomes: number | RegExp
  readonly skip?: string | false
}

const cases: readonly Case[] = [
  { dump: 'plain', content: mysqlHead + rows + end, becomes: 2 },
  { dump: 'without comments (`--compact`)', content: rows, becomes: 2 },
  {
    dump: 'with Windows line ends',
    content: (mysqlHead + rows + end).replaceAll('\n', '\r\n'),
    becomes: 2,
  },
  { dump: 'packed with gzip', content: packed(gzipSync), becomes: 2 },
  { dump: 'packed with zstd', content: packed(zstdCompressSync), becomes: 2 },
  {
    dump: 'packed with xz',
    content: Buffer.alloc(0),
    becomes: 2,
    skip: !existsSync('/usr/bin/xz') && 'xz is not installed',
  },
  {
    dump: 'a zip archive',
    content: Buffer.from('PK\x03\x04....'),
    becomes: /zip archive\. Unpack it/,
  },
  {
    dump: "UTF-16, as PowerShell's `>` writes it",
    content: Buffer.from(`\ufeff${rows}`, 'utf16le'),
    becomes: /UTF-16.*--result-file/,
  },
  {
    dump: 'of one database, with `--databases`',
    content:
      `CREATE DATABASE /*!32312 IF NOT EXISTS*/ \`other\` /*!40100 DEFAULT CHARACTER SET latin1 ` +
      `*/;\n\nUSE \`other\`;\n${rows}`,
    becomes: 2,
  },
  {
    dump: 'of several databases',
    content: `USE \`one\`;\n${rows}USE \`two\`;\n${rows}`,
    becomes: /several databases \(one, two\).*one by one/,
  },
  {
    dump: 'with the GTIDs and binary log of its server',
    content: [
      'SET @MYSQLDUMP_TEMP_LOG_BIN = @@SESSION.SQL_LOG_BIN;',
      'SET @@SESSION.SQL_LOG_BIN= 0;',
      "SET @@GLOBAL.GTID_PURGED=/*!80000 '+'*/ '3e11fa47-71ca-11e1-9e33-c80aa9429562:1-5,",
      "4f22fa47-71ca-11e1-9e33-c80aa9429562:1-7';",
      `${rows}SET @@SESSION.SQL_LOG_BIN = @MYSQLDUMP_TEMP_LOG_BIN;\n`,
    ].join('\n'),
    becomes: 2,
  },
  {
    dump: "beginning with the line of MariaDB's sandbox mode",
    content: `/*!999999\\- enable the sandbox mode */ \n${rows}`,
    becomes: 2,
  },
  {
    dump: 'with a collation of MySQL 8, loaded into MariaDB',
    content: 'CREATE TABLE `t` (`n` varchar(9)) COLLATE=utf8mb4_0900_as_ci;\n',
    on: 'MariaDB',
    becomes: /comes from MySQL: add --engine mysql/,
  },
  {
    dump: 'with a collation of MariaDB, loaded into MySQL',
    content: 'CREATE TABLE `t` (`n` varchar(9)) COLLATE=utf8mb4_uca1400_ai_ci;\n',
    on: 'MySQL',
    becomes: /comes from MariaDB: add --engine mariadb/,
  },
  {
    dump: 'with a trigger and a view of a user who is not there',
    content:
      `${rows}DELIMITER ;;\n/*!50003 CREATE*/ /*!50017 DEFINER=\`gone\`@\`%\`*/ /*!50003 ` +
      'TRIGGER more AFTER DELETE ON t FOR EACH ROW SET @gone = 1 */;;\nDELIMITER ;\n/*!50001 ' +
      `CREATE ALGORITHM=UNDEFINED */\n/*!50013 DEFINER=\`gone\`@\`%\` SQL SECURITY DEFINER ` +
      '*/\n/*!50001 VIEW v AS SELECT n FROM t */;\nDELETE FROM t WHERE n = 1;\nINSERT INTO t ' +
      'SELECT n + 10 FROM v;\n',
    becomes: 2,
  },
  {
    dump: 'with a row of 40 MB',
    content:
      `CREATE TABLE \`t\` (\`n\` longblob);\nINSERT INTO \`t\` VALUES ` +
      `('${'x'.repeat(40 * 2 ** 20)}');\n`,
    becomes: 1,
  },
  {
    dump: 'cut off before its end',
    content: mysqlHead + rows,
    becomes: /is truncated.*Copy or create it again/,
  },
  {
    dump: 'cut off in the middle of a row',
    content: 'CREATE TABLE `t` (`n` int);\nINSERT INTO `t` VALUES (1),(',
    becomes: /does not load: .*Dump again/,
  },
  {
    dump: 'a damaged gzip file',
    content: packed(gzipSync).subarray(0, 40),
    becomes: /truncated or damaged/,
  },
  ...[`\\! touch ${marker}`, `system touch ${marker}`, `\\. ${marker}`].map((line) => ({
    dump: `with a command of the client (\`${line.split(' ')[0]}\`)`,
    content: `${rows}${line}\n`,
    becomes: /Client commands in a file are not run/,
  })),
]

for (const { name, server, skip, ...engine } of engines.filter(quick))
  test(`${name}: each dump loads, or is refused with the words that mend it`, {
    skip,
  }, async (t) => {
    const connection = await connect({ name, server, skip, ...engine })
    await connection.query('SET GLOBAL max_allowed_packet = 1073741824')
    for (const { dump, content, on, becomes, skip: left } of cases) {
      if (on !== undefined && on !== name) continue
      await t.test(dump, { skip: left ?? false }, async () => {
        const file = join(folder, `${name}.sql`)
        await rm(`${file}.xz`, { force: true })
        await writeFile(file, dump.includes('xz') ? rows : content)
        if (dump.includes('xz')) execFileSync('xz', ['-k', file])
        await connection.query('DROP DATABASE IF EXISTS dump')
        await connection.query('CREATE DATABASE dump')
        assert.ok(server)
        const loaded = loadDump(server, 'dump', dump.includes('xz') ? `${file}.xz` : file)
        if (typeof becomes !== 'number')
          return assert.rejects(loaded, { name: 'DumpNotLoaded', message: becomes })
        await loaded
        const [[row]] = await connection.query<RowDataPacket[]>(
          'SELECT COUNT(*) AS count FROM dump.t',
        )
        assert.equal(row?.count, becomes)
      })
    }
    assert.ok(!existsSync(marker), 'no program was run')
    await connection.end()
  })

test('docs/dumps.md describes the outcome of each of these dumps', async () => {
  const text = await readFile(join(import.meta.dirname, '../../docs/dumps.md'), 'utf8')
  for (const { dump, becomes } of cases) {
    const line = text.split('\n').find((one) => one.startsWith(`| ${dump} |`))
    assert.ok(line, `docs/dumps.md has no line for a dump ${dump}`)
    assert.match(line, typeof becomes === 'number' ? /\| loads/ : /\| refused/, line)
  }
})

test("the engine is the dump's own unless another is asked for", async () => {
  const [mysql, mariadb] = [join(folder, 'mysql.sql'), join(folder, 'mariadb.sql')]
  await writeFile(mysql, mysqlHead + rows)
  await writeFile(
    mariadb,
    `${head('MariaDB', '10.6.18-MariaDB')}CREATE TABLE \`idn_oauth2_access_token\` (\`n\` int);\n`,
  )
  const said: string[] = []
  const engineOf = async (files: string[], asked?: 'mariadb' | 'mysql') =>
    (await suitedTo(files, asked, (line) => said.push(line))).engine
  assert.equal(await engineOf([mysql]), 'mysql')
  assert.match(said.join(), /comes from MySQL 8\.0\.36/)
  assert.equal(await engineOf([mariadb]), 'mariadb')
  assert.equal(await engineOf([mysql], 'mariadb'), 'mariadb')
  await assert.rejects(engineOf([mysql, mariadb]), { message: /Choose the server for all of them/ })
  await assert.rejects(engineOf([join(folder, 'none.sql')]), { message: /There is no file/ })
  assert.equal((await suitedTo([mariadb], undefined, () => {})).names, 'lower case')
  // A dump of MariaDB that MySQL's own tool made.
  assert.equal(originOf(head('MySQL', '10.11.6-MariaDB-log'))?.engine, 'mariadb')
})
