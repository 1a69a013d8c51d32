import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ask, type Database, type Row } from '../../functions/engines/database.ts'
import { serverQuestions } from '../../functions/engines/postgres/server-questions.ts'
import { postgres } from '../../functions/engines/postgres/postgres.ts'
import { ProductionMetrics, type Looking } from '../../functions/jobs/production-metrics.ts'

/** A server that is asked for its readers alone; it refuses where there is no answer. */
class Aurora {
  answer: readonly Row[] | null = []
  readonly asked: string[] = []

  async query({ text }: { readonly text: string }): Promise<readonly Row[]> {
    if (!text.includes('aurora_replica_status()')) return []
    this.asked.push(text)
    if (this.answer === null) throw new Error('function aurora_replica_status() does not exist')
    return this.answer
  }
}
const readers = ['reader-1', 'reader-2', 'reader-3']

function watching(aurora: Aurora, kind: 'instance' | 'cluster', cloudWatch: boolean) {
  const throttle = { levels: {}, replicas: [], cloudWatch } as unknown as Looking['throttle']
  const metrics = new ProductionMetrics({
    source: { kind, secret: 's' },
    throttle,
    deployment: { authorities: [] } as unknown as Looking['deployment'],
    server: {
      instance: 'writer',
      instanceClass: 'db.r6g.large',
      replicas: readers,
      lag: 'AuroraReplicaLag',
    },
    database: aurora as unknown as Database,
    dialect: postgres,
  })
  return async () => (await metrics.onServer()).filter(({ name }) => name === 'replica-lag')
}

test('the lag of Aurora PostgreSQL is read of readers alone, by identifier and in milliseconds', async () => {
  const aurora = new Aurora()
  aurora.answer = [
    { id: 'reader-1', lag: '18' },
    { id: 'reader-2', lag: '41000.5' },
    { id: 'reader-3', lag: null },
  ]
  assert.deepEqual(await ask(aurora, serverQuestions.readers), [
    { id: 'reader-1', milliseconds: 18 },
    { id: 'reader-2', milliseconds: 41_000.5 },
  ])
  assert.deepEqual(aurora.asked, [
    'SELECT server_id AS id, replica_lag_in_msec AS lag FROM aurora_replica_status() ' +
      "WHERE session_id <> 'MASTER_SESSION_ID'",
  ])
})

test('lag is told in seconds, and not of a reader that was deleted or is of another cluster', async () => {
  const aurora = new Aurora()
  aurora.answer = [
    { id: 'reader-1', lag: '18' },
    { id: 'reader-2', lag: '900000' },
    { id: 'elsewhere', lag: '5' },
  ]
  const lags = watching(aurora, 'cluster', true)
  assert.deepEqual(await lags(), [{ name: 'replica-lag', of: 'reader-1', value: 0.018 }])
})

test('an instance without Aurora is not asked for readers', async () => {
  const aurora = new Aurora()
  assert.deepEqual(await watching(aurora, 'instance', true)(), [])
  assert.deepEqual(aurora.asked, [])
})

test('where a server refuses to tell readers from the start, CloudWatch is left to tell their lag', async () => {
  for (const cloudWatch of [true, false]) {
    const aurora = new Aurora()
    aurora.answer = null
    assert.deepEqual(await watching(aurora, 'cluster', cloudWatch)(), [])
  }
})

test('lag that was told and is refused midway is unknown, unless CloudWatch tells it', async () => {
  for (const cloudWatch of [true, false]) {
    const aurora = new Aurora()
    aurora.answer = [{ id: 'reader-1', lag: '18' }]
    const lags = watching(aurora, 'cluster', cloudWatch)
    assert.equal((await lags()).length, 1)
    aurora.answer = null
    const unknown = [{ name: 'replica-lag', of: 'reader-1', value: null }]
    assert.deepEqual(await lags(), cloudWatch ? [] : unknown)
  }
})
