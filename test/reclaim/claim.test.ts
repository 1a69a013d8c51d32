import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { ask, type Database } from '../../functions/engines/database.ts'
import { claim, endLeft } from '../../functions/reclaim/claim.ts'
import { everyEngine } from '../seed/engines.ts'
import { root } from '../seed/root.ts'

for (const engine of everyEngine)
  test(`${engine.name}: one rebuild at a time; one that was cut off is ended, another's is not`, {
    skip: engine.skip,
  }, async () => {
    const { dialect, ...address } = root(engine)
    const maker = await dialect.open({ ...address, database: null })
    const said = (on: Database, text: string) => on.execute({ text, values: [] })
    await said(maker, 'DROP DATABASE IF EXISTS claims')
    await said(maker, 'CREATE DATABASE claims')
    const [one, other] = [
      await dialect.open({ ...address, database: 'claims' }),
      await dialect.open({ ...address, database: 'claims' }),
    ]
    try {
      const nobody = new Set<string>()
      await claim({ database: one, dialect, left: nobody })
      await claim({ database: one, dialect, left: nobody })
      const session = await ask(one, dialect.upkeep.session)
      await assert.rejects(claim({ database: other, dialect, left: nobody }), {
        message: `another rebuild runs on this server, in session ${session}; one table at a time`,
      })
      assert.equal(await endLeft({ database: other, dialect, left: nobody }), false)

      const slow = engine.name === 'PostgreSQL' ? 'pg_sleep(60)' : 'SLEEP(60)'
      const began = performance.now()
      // Told below.
      const working = one
        .query({ text: `SELECT ${slow} AS slept`, values: [] })
        .catch(() => 'ended')
      await sleep(200)
      const left = new Set([session])
      await assert.rejects(claim({ database: other, dialect, left }), { kind: 'lock timeout' })
      await working
      assert.ok(performance.now() - began < 10_000)
      for (let tries = 0; ; tries++) {
        const taken = await claim({ database: other, dialect, left }).then(
          () => true,
          () => false,
        )
        if (taken) break
        assert.ok(tries < 50, 'it is free once the session has ended')
        await sleep(100)
      }
      assert.equal(await endLeft({ database: maker, dialect, left }), false)
    } finally {
      await one.close()
      await other.close()
      await said(maker, 'DROP DATABASE claims')
      await maker.close()
    }
  })

for (const engine of everyEngine.filter(({ name }) => name !== 'PostgreSQL'))
  test(`${engine.name}: the server tells how many changes it keeps beside a rebuild, and how many rows were changed`, {
    skip: engine.skip,
  }, async () => {
    const { dialect, ...address } = root(engine)
    const { changed, changesKept } = dialect.upkeep
    assert.ok(changed && changesKept)
    const database = await dialect.open({ ...address, database: null })
    const said = (text: string) => database.execute({ text, values: [] })
    try {
      await said('CREATE DATABASE IF NOT EXISTS claims')
      await said('CREATE TABLE claims.T (ID INT PRIMARY KEY, N INT) ENGINE=InnoDB')
      assert.equal(await ask(database, changesKept), 128 * 2 ** 20)
      const before = (await ask(database, changed)) ?? assert.fail()
      await said('INSERT INTO claims.T VALUES (1, 1), (2, 2), (3, 3)')
      await said('UPDATE claims.T SET N = N + 1 WHERE ID > 1')
      await said('DELETE FROM claims.T WHERE ID = 1')
      const counted = ((await ask(database, changed)) ?? assert.fail()) - before
      assert.ok(counted >= 6, `${counted} of 6`)
    } finally {
      await said('DROP DATABASE IF EXISTS claims')
      await database.close()
    }
  })
