import assert from 'node:assert/strict'
import { glob, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { createConnection, type RowDataPacket } from 'mysql2/promise'
import { startAndWatch } from './whole-machine.ts'

const engines = process.env.DRYDOCK_ENGINES ?? 'mariadb,mysql'

/**
 * The servers a run has started, production first: their addresses as the run's own option files
 * have them.
 */
async function serversOf(
  pid: number | undefined,
): Promise<{ readonly port: number; readonly password: string; readonly process: number }[]> {
  const found = []
  for await (const file of glob(join(tmpdir(), `drydock-${pid}-*/server-*/client.cnf`))) {
    const text = await readFile(file, 'utf8')
    const process = Number(await readFile(join(file, '../pid'), 'utf8').catch(() => '0'))
    if (process > 0)
      found.push({
        port: Number(/port=(\d+)/.exec(text)?.[1]),
        password: /password=(.+)/.exec(text)?.[1] ?? '',
        process,
      })
  }
  // A server that was stopped has no pid file any more.
  return found.sort((a, b) => a.process - b.process)
}

/** Does something once, when the run's output has come to a text. */
function once(text: string, work: (pid: number | undefined) => Promise<void>) {
  let begun: Promise<void> | null = null
  return {
    watch: (output: string, child: { readonly pid?: number | undefined }) => {
      if (output.includes(text)) {
        begun ??= work(child.pid)
        begun.catch(() => undefined)
      }
    },
    done: async () => begun ?? assert.fail(`the run never came to "${text}"`),
  }
}

describe('trouble in the middle of a run', { concurrency: 1 }, () => {
  test('a live row that is gone from the clone stops the run and is named; production is as it was', async () => {
    let robbed = ''
    const robbery = once('PurgeClone', async (pid) => {
      const clone = (await serversOf(pid)).at(-1)
      const connection = await createConnection({
        host: '127.0.0.1',
        port: clone?.port ?? 0,
        user: 'root',
        password: clone?.password ?? '',
        database: 'apim_db',
      })
      const [[row]] = await connection.query<RowDataPacket[]>(
        "SELECT TOKEN_ID AS id FROM IDN_OAUTH2_ACCESS_TOKEN WHERE TOKEN_STATE = 'LOCKED' LIMIT 1",
      )
      robbed = String(row?.id)
      await connection.query('DELETE FROM IDN_OAUTH2_ACCESS_TOKEN WHERE TOKEN_ID = ?', [robbed])
      await connection.end()
    })
    const { code, output, report } = await startAndWatch(robbery.watch, '--tokens', '20000')
    await robbery.done()
    assert.equal(code, 1, output)
    assert.equal(report?.error?.name, 'CheckFailed')
    const check = report.checks.find(
      ({ check: name, database }) => name === 'survivors-unchanged' && database === 'apim_db',
    )
    assert.equal(check?.passed, false)
    assert.match(
      check.detail,
      new RegExp(
        'IDN_OAUTH2_ACCESS_TOKEN: expected [\\d,]+ rows to remain unchanged, found [\\d,]+' +
          `\\. For example ${robbed} \\(gone\\)`,
      ),
    )
    assert.match(output, /apim_db: production is unchanged, row for row/)
    assert.doesNotMatch(output, /left behind/)
  })

  for (const [engine, state, which] of [
    ['mariadb', 'PurgeClone', -1],
    ['mariadb', 'PurgeProduction', 0],
    ['mysql', 'PurgeProduction', 0],
  ] as const)
    test(`${engine}: the server is killed in the middle of ${state}, starts again, and every row is right`, {
      skip: !engines.includes(engine) && `${engine} is left out (DRYDOCK_ENGINES)`,
    }, async () => {
      const kill = once(state, async (pid) => {
        const server = (await serversOf(pid)).at(which)
        assert.ok(server !== undefined)
        process.kill(server.process, 'SIGKILL')
      })
      const { code, output, report } = await startAndWatch(
        kill.watch,
        '--tokens',
        '20000',
        '--engine',
        engine,
      )
      await kill.done()
      assert.equal(code, 0, output)
      assert.equal(report?.outcome, 'succeeded')
      assert.match(output, /: 0 lost,/)
      assert.match(output, /apim_db: every dead row is gone, every other row is as seeded/)
    })
})
