import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pino } from 'pino'
import type { Run, SourcePlan } from '../../functions/contract/steps.ts'
import { engines } from '../../functions/engines/engines.ts'
import type { OpenDatabase } from '../../functions/jobs/open-planned.ts'
import { secondOpening } from '../../functions/jobs/second-opening.ts'

const opens = async (engine: string, instanceClass: string): Promise<boolean> => {
  const dialect = await engines[engine]?.load()
  if (dialect === undefined) throw new Error(`no engine ${engine}`)
  const place = {
    // A clone of a class of its own: RDS is not asked for production's.
    run: { clone: { instanceClass } } as unknown as Run,
    source: { name: 'apim' } as unknown as SourcePlan,
    target: 'clone' as const,
    logger: pino({ level: 'silent' }),
    ending: new AbortController().signal,
  }
  const open = { name: 'apim_db', along: { dialect }, schema: {} } as unknown as OpenDatabase
  return (await secondOpening(place, open)) !== null
}

test('a second connection takes a server of 4 vCPUs whose readers do not wait for what is deleted', async () => {
  const found: string[] = []
  for (const engine of ['mysql', 'mariadb', 'postgres', 'oracle-ee', 'sqlserver-se'])
    for (const name of ['t4g.medium', 'r6g.large', 'r6g.xlarge', 'm6i.4xlarge', 'serverless'])
      if (await opens(engine, `db.${name}`)) found.push(`${engine} ${name}`)
  assert.deepEqual(found, [
    'mysql r6g.xlarge',
    'mysql m6i.4xlarge',
    'mariadb r6g.xlarge',
    'mariadb m6i.4xlarge',
    'postgres r6g.xlarge',
    'postgres m6i.4xlarge',
    'oracle-ee r6g.xlarge',
    'oracle-ee m6i.4xlarge',
  ])
})
