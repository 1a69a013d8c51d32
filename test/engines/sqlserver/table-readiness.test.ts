import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Row } from '../../../functions/engines/database.ts'
import { sqlserver } from '../../../functions/engines/sqlserver/sqlserver.ts'
import { tablesReady } from '../../../functions/preflight/settings.ts'
import type { PreflightScene } from '../../../functions/preflight/scene.ts'
import { pattern } from '../../pattern.ts'
import { tdsPeer } from './tds-peer.ts'

const healthy: Row = {
  ...{ name: 'T', captured: '0', replicated: '0', tracked: '0', hides: '0', columnstore: '0' },
  coarse: '0',
}
const key = (more: Row): Row => ({ name: 'C_OF_T', owner: 'C', parent: 'T', ...more })

/** What a server says of the tables, by what is asked; without an entry there is nothing. */
interface Said {
  readonly table?: Row
  readonly disabled?: Row
  readonly unindexed?: Row
  readonly together?: Row
}

/** What the preflight finds, asked with the real driver of a peer that answers so. */
async function found(said: Said, mode: 'rehearse' | 'purge' = 'purge'): Promise<string[]> {
  const answers = ({ text }: { readonly text: string }) => {
    const row = text.includes('AS captured')
      ? { ...healthy, ...said.table }
      : text.includes('k.is_disabled = 1')
        ? said.disabled
        : text.includes('AS part')
          ? said.unindexed
          : text.includes('AS escalates')
            ? said.together
            : undefined
    if (row === undefined) return 'done' as const
    const columns = Object.entries(row).map(([name, value]) => [name, { text: value }])
    return { rows: [Object.fromEntries(columns)] as const }
  }
  const peer = await tdsPeer({ answers })
  try {
    const database = await sqlserver.open({
      ...{ host: '127.0.0.1', port: peer.port, user: 'drydock', password: 'secret', tls: false },
      database: 'apim.dbo',
    })
    try {
      const scene = { database, dialect: sqlserver, mode, name: 'apim.dbo' }
      const bound = { tables: [{ table: { name: 'T' } }, { table: { name: 'C' } }] }
      const findings = await tablesReady({ ...scene, bound } as unknown as PreflightScene)
      return findings.map(({ level, detail, remedy }) => `${level}: ${detail} ${remedy}`)
    } finally {
      await database.close()
    }
  } finally {
    await peer.close()
  }
}

test('SQL Server: nothing is said of tables that lock by row and have nothing beside them', async () =>
  assert.deepEqual(await found({}), []))

test('SQL Server: what would hide rows or lock more than rows stops a purge, and warns before', async () => {
  const stops: readonly (readonly [Said, RegExp])[] = [
    [{ table: { hides: '1' } }, /A security policy filters the rows of T: .* except the user/],
    [{ table: { coarse: '1' } }, /takes no row locks \(ALLOW_ROW_LOCKS = OFF\): .* pages, or/],
    [{ table: { columnstore: '1' } }, /T has a columnstore index: .* Drop the index, or turn off/],
    [
      { disabled: key({}) },
      /C_OF_T of C is disabled: what hangs .* would stay\. ALTER TABLE .*C.* WITH CHECK CHECK CO/,
    ],
    [
      { unindexed: key({ part: 'T_ID', total: '100001' }) },
      /No index of C begins with .* about 100,001 rows\. CREATE INDEX … ON .*\(T_ID\)/,
    ],
  ]
  for (const [said, words] of stops) {
    for (const mode of ['purge', 'rehearse'] as const) {
      const [only = '', ...others] = await found(said, mode)
      assert.deepEqual(others, [])
      assert.match(only, words)
      assert.match(only, mode === 'purge' ? /^failed: / : /^warning: /)
    }
  }
})

test('SQL Server: what only reads the deletes, and a scan of few rows, warns', async () => {
  for (const reader of ['captured', 'tracked'])
    assert.match((await found({ table: { [reader]: '1' } })).join(), /^warning: T is read by chan/)
  assert.match((await found({ table: { replicated: '1' } })).join(), /^warning: .* by replication/)
  assert.match(
    (await found({ unindexed: key({ part: 'T_ID', total: '100000' }) })).join(),
    /^warning: .* about 100,000 rows\. While it is small, nothing; later: CREATE INDEX/,
  )
})

test("SQL Server: locks of a batch that would become the table's are told, with LOCK_ESCALATION", async () => {
  const rows = (total: string, parents: string) =>
    found({ together: key({ escalates: 'TABLE', total, parents }) })
  assert.match(
    (await rows('2500', '1000')).join(),
    pattern(
      /^warning: About 2\.5 rows of C hang on each row of T \(C_OF_T\): a batch of 2,000 may take /,
      /5,000 locks there, .* locks the whole table \(LOCK_ESCALATION = TABLE\)\. /,
      /ALTER TABLE .*C.* SET \(LOCK_ESCALATION = DISABLE\) at a quiet hour/,
    ),
  )
  assert.deepEqual(await rows('2499', '1000'), [])
  assert.deepEqual(await rows('0', '0'), [])
  // Where the option is DISABLE the question leaves the table out.
  const peer = await tdsPeer({})
  const database = await sqlserver.open({
    ...{ host: '127.0.0.1', port: peer.port, user: 'drydock', password: 'secret', tls: false },
    database: 'apim.dbo',
  })
  await sqlserver.server.tableReadiness(database, 'apim.dbo', ['T'])
  await database.close()
  await peer.close()
  assert.match(peer.asked.join('\n'), /AND o\.lock_escalation <> 1 ORDER BY/)
})

test('SQL Server: a batch names fewer rows than the locks from which the server takes a table', () => {
  assert.ok((sqlserver.mostRows ?? 5000) < 5000)
})
