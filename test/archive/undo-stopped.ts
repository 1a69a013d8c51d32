import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { packArchive } from '../../functions/contract/pack-archive.ts'
import { connect, engines, inDatabase, type Engine } from '../seed/engines.ts'
import { root } from '../seed/root.ts'
import { pattern } from '../pattern.ts'

const name = 'stopped'
const columns = [{ name: 'A', as: 'text' }] as const

/** What `npm run undo` says on this computer, and its exit code. */
const undo = (...words: string[]) =>
  new Promise<{ code: number | null; said: string }>((done) => {
    const child = spawn(process.execPath, ['local/undo.ts', ...words], {
      cwd: join(import.meta.dirname, '../..'),
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let said = ''
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => (said += String(chunk)))
    child.on('close', (code) => done({ code, said }))
  })

/** The second file's row is another's; the user may not put rows in; the engine is another. */
export async function undoStopped(engine: Engine): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'undo-stopped-'))
  const { host, port, user, password } = root(engine)
  const own = engine.name.toLowerCase()
  const other = own === 'mysql' ? 'mariadb' : 'mysql'
  const file = async (as: string, secret: string, called = as) => {
    const path = join(folder, `${called}.cnf`)
    await writeFile(
      path,
      `[client]\nhost=${host}\nport=${port}\nuser=${as}\npassword="${secret}"\n`,
    )
    return path
  }
  const command = (connection: string, of: string) =>
    undo(
      ...['--archive', folder, '--connection', connection, '--engine', of],
      ...['--without-account', '--apply', '--yes'],
    )
  try {
    for (const number of [0, 1]) {
      const packed = await packArchive({
        ...{ runId: 'r', source: 'i', database: name, rule: 'tokens', cutoff: 'c' },
        ...{ at: `2026-11-24T09:3${number}:00.250Z`, schema: 's', number },
        tables: [{ table: 'K', columns, rows: [[String(number)]] }],
      })
      await writeFile(join(folder, packed.name), packed.bytes)
    }
    await inDatabase(engine, name, async (connection) => {
      await connection.query('CREATE TABLE K (A INT PRIMARY KEY) ENGINE=InnoDB')
      await connection.query(`CREATE USER reader@'%' IDENTIFIED BY 'p'`)
      try {
        await connection.query(`GRANT SELECT ON ${name}.* TO reader@'%'`)
        const [mine, reader] = [await file(user, password), await file('reader', 'p')]
        const holding = await connect(engine, name)
        await holding.beginTransaction()
        await holding.query('INSERT INTO K VALUES (0)')
        const both = engines.every(({ skip }) => skip === false)
        const service = join(folder, 'service.conf')
        await writeFile(
          service,
          `[x]\nhost=${host}\nport=${port}\nuser=${user}\npassword=${password}\n`,
        )
        const [held, denied, wrong, foreign, mistaken] = await Promise.all([
          command(mine, own),
          command(reader, own),
          command(await file(user, 'wrong', 'wrong'), own),
          command(service, 'postgres'),
          both ? command(mine, other) : null,
        ]).finally(() => holding.rollback())
        await holding.end()
        assert.equal(denied.code, 1)
        assert.match(
          denied.said,
          /^AccessDenied: .*No row was put back on .* Grant reader SELECT and INSERT .* again/m,
        )
        assert.doesNotMatch(denied.said, /Committed deletes|\n {4}at /)

        assert.equal(wrong.code, 1)
        assert.match(
          wrong.said,
          /^AccessDenied: .* refuses .* Correct user and password in .* or grant the user SELECT/m,
        )
        assert.equal(foreign.code, 1)
        assert.match(
          foreign.said,
          pattern(
            /^SourceNotFound: What answers at .* speaks another protocol \(it greets, and calls /m,
            /itself \d.*\), and --engine is postgres\. Nothing was changed\. Add --engine mariadb /,
            /or mysql, or correct host and port in .*service\.conf\.$/,
          ),
        )
        for (const { said } of [wrong, foreign]) assert.doesNotMatch(said, /\n {4}at /)

        if (mistaken !== null) {
          assert.equal(mistaken.code, 1)
          assert.match(
            mistaken.said,
            new RegExp(
              `^SourceNotFound: .* calls itself \\d.*, and --engine is ${other}\\. .* Add ` +
                `--engine ${own}`,
              'm',
            ),
          )
        }

        assert.equal(held.code, 1)
        assert.match(held.said, /│ K +│ 1 +│ 0 +│ 0 +│/)
        assert.match(
          held.said,
          pattern(
            /^LockedOut: .*00000000-.*lock timeout.* 1 row was put back on .* and stays; /m,
            /no row of this file .* Wait until the other transaction ends, then run the command /,
            /again/,
          ),
        )
        assert.doesNotMatch(held.said, /Committed deletes|\n {4}at /)

        const again = await command(mine, own)
        assert.equal(again.code, 0, again.said)
        assert.match(again.said, /1 row was put back on .*; 1 row was already there\./)
      } finally {
        await connection.query(`DROP USER reader@'%'`)
      }
    })
  } finally {
    await rm(folder, { recursive: true })
  }
}
