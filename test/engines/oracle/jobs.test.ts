import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Row } from '../../../functions/engines/database.ts'
import { oracle } from '../../../functions/engines/oracle/oracle.ts'
import { cleaningEvents } from '../../../functions/preflight/other-events.ts'
import type { PreflightScene } from '../../../functions/preflight/scene.ts'
import { pattern } from '../../pattern.ts'
import { DriverStub, oraError } from './stub.ts'

type Job = readonly [name: string, definition: string]
interface Said {
  readonly jobs: readonly Job[]
  readonly sources?: readonly Row[]
  readonly disabled?: 'TRUE' | 'FALSE'
}

/** What the preflight finds of jobs; the stub answers what a test says, not what Oracle does. */
async function found({ jobs, sources = [], disabled = 'FALSE' }: Said): Promise<string[]> {
  const stub = new DriverStub(({ text }) => {
    if (text.includes('DBA_SCHEDULER_GLOBAL_ATTRIBUTE')) return [{ value: disabled }]
    if (text.includes('DBA_SCHEDULER_JOBS'))
      return jobs.map(([name, definition]) => ({ owner: 'WSO2', name, definition }))
    if (text.includes('DBA_SOURCE')) return sources
    return []
  })
  const database = await stub.open()
  const bound = { tables: [{ table: { name: 'IDN_OAUTH2_ACCESS_TOKEN' } }] }
  const scene = { database, dialect: oracle, bound } as unknown as PreflightScene
  const findings = await cleaningEvents(scene)
  return findings.map(({ level, detail, remedy }) => `${level}: ${detail} ${remedy}`)
}
const line = (name: string, text: string): Row => ({ owner: 'WSO2', name, text })

test('stub: jobs of DBMS_SCHEDULER that do not clean are not told', async () => {
  assert.deepEqual(await found({ jobs: [] }), [])
  assert.deepEqual(
    await found({
      jobs: [
        ['REPORT', 'BEGIN DELETE FROM OTHERS; END;'],
        ['STATS', "BEGIN DBMS_STATS.GATHER_SCHEMA_STATS('WSO2'); END;"],
        ['READ', 'SELECT COUNT(*) FROM IDN_OAUTH2_ACCESS_TOKEN'],
      ],
    }),
    [],
  )
})

test("stub: a job that deletes of a rule's table, or calls the vendor's, is told with DBMS_SCHEDULER.DISABLE", async () => {
  const cleans = pattern(
    /^warning: The event "WSO2"\."JOB" also cleans, .* /,
    /EXEC DBMS_SCHEDULER\.DISABLE\('"WSO2"\."JOB"'\)/,
  )
  for (const definition of [
    'BEGIN DELETE FROM idn_oauth2_access_token WHERE 1 = 1; END;',
    'TRUNCATE TABLE IDN_OAUTH2_ACCESS_TOKEN',
    'WSO2_TOKEN_CLEANUP_SP',
  ]) {
    const [only = '', ...others] = await found({ jobs: [['JOB', definition]] })
    assert.deepEqual(others, [], definition)
    assert.match(only, cleans)
  }
  assert.match((await found({ jobs: [['PURGE_OLD', 'BEGIN NULL; END;']] })).join(), /also cleans/)
  assert.match(
    (await found({ jobs: [['PURGE_OLD', 'NULL']], disabled: 'TRUE' })).join(),
    /by its own rules \(the event scheduler is off\)/,
  )
})

test('stub: what a job calls is read, line by line and through other routines', async () => {
  const sources = [
    line('NIGHTLY', 'PROCEDURE NIGHTLY IS BEGIN\n'),
    line('NIGHTLY', '  INNER; END;'),
    line('INNER', 'PROCEDURE INNER IS BEGIN DELETE FROM IDN_OAUTH2_ACCESS_TOKEN; END;'),
  ]
  assert.match((await found({ jobs: [['J', 'NIGHTLY']], sources })).join(), /also cleans/)
})

test('stub: what cannot be read of a job is told, so that a person reads it', async () => {
  const unread = async (definition: string, sources: readonly Row[] = []) =>
    (await found({ jobs: [['J', definition]], sources })).join('\n')
  assert.match(
    await unread("BEGIN EXECUTE IMMEDIATE 'x'; END;"),
    /^warning: .* runs a statement that it puts together \(EXECUTE IMMEDIATE\), .* also clean\./,
  )
  assert.match(
    await unread('HIDDEN', [line('HIDDEN', 'PROCEDURE HIDDEN wrapped\na000000')]),
    /a routine whose source is wrapped/,
  )
  for (const definition of [
    'ADMIN.TIDY',
    'BEGIN ADMIN.TIDY(7); END;',
    'BEGIN "ADMIN"."TIDY"; END;',
  ])
    assert.match(await unread(definition), /runs ADMIN\.TIDY, which could not be read/)
  const known = [line('TIDY', 'PROCEDURE TIDY IS BEGIN NULL; END;')]
  assert.equal(await unread('BEGIN WSO2.TIDY; END;', known), '')
})

test("stub: a job of DBMS_JOB is stopped by its number, as its owner, and DBMS_SCHEDULER's by name", async () => {
  assert.match(
    (await found({ jobs: [['DBMS_JOB 23', 'DELETE FROM IDN_OAUTH2_ACCESS_TOKEN;']] })).join(),
    /also cleans, .* EXEC DBMS_JOB\.BROKEN\(23, TRUE\), then COMMIT, as WSO2\./,
  )
  const job = (name: string) => ({ owner: 'WSO2', name, shown: `"WSO2"."${name}"`, definition: '' })
  assert.deepEqual(
    [job('DBMS_JOB 23'), job('J')].map((one) => oracle.server.stopJob(one).text),
    [
      'BEGIN DBMS_JOB.BROKEN(23, TRUE); COMMIT; END;',
      `BEGIN DBMS_SCHEDULER.DISABLE('"WSO2"."J"'); END;`,
    ],
  )
})

test('stub: a server that does not let the user read its jobs is no server without jobs', async () => {
  const stub = new DriverStub(({ text }) =>
    text.includes('DBA_SCHEDULER') ? oraError('ORA-00942') : [],
  )
  const database = await stub.open()
  await assert.rejects(oracle.server.jobs(database), {
    message: /ORA-00942.* lost its privilege on it/,
  })
})
