import assert from 'node:assert/strict'
import type { Connection, RowDataPacket } from 'mysql2/promise'
import type { PurgeProgress } from '../../functions/contract/evidence.ts'
import { fixedSize, type RangeSize } from '../../functions/walk/range-size.ts'
import type { Engine } from '../seed/engines.ts'
import { goneBy, purgeInBatches, rowsGone } from './batches.ts'
import type { On } from './during.ts'
import { assertCounted, living, tokenRows } from './interrupted-purge.ts'

const tokens = 'IDN_OAUTH2_ACCESS_TOKEN'
const name = 'batches'

/** What the account said right before the first commit. */
const firstDoubt = (kept: readonly PurgeProgress[]) =>
  kept.find(({ doubt }) => doubt !== undefined) ?? assert.fail('no batch was ever in doubt')

/** Ranges of thirty rows, batches of ten. */
const smallBatches: RangeSize = {
  ...fixedSize(30),
  anew: () => ({ ...fixedSize(30), anew: () => fixedSize(10) }),
}

const readToken = async (connection: Connection, id: string) => {
  const [[row]] = await connection.query<RowDataPacket[]>(
    `SELECT * FROM ${tokens} WHERE TOKEN_ID = ?`,
    [id],
  )
  return row ?? assert.fail(`no token ${id}`)
}

/** A call that was cut off at a commit, and what the next one makes of it. */
export function doubtfulBatches(engine: Engine, on: On): void {
  on(
    'a batch went, though another row came with the key of one of its rows',
    30,
    async (connection) => {
      const before = await tokenRows(connection)
      const row = await readToken(connection, 't00001')
      const kept: PurgeProgress[] = []
      await purgeInBatches(engine, name, { checkpoint: async (one) => void kept.push(one) })
      const from = firstDoubt(kept)
      assert.equal(from.doubt?.witnesses[0]?.key[0], 't00001')
      for (const state of ['REVOKED', 'ACTIVE']) {
        // The very same row, and one of other content.
        await connection.query(`DELETE FROM ${tokens} WHERE TOKEN_ID = 't00001'`)
        await connection.query(`INSERT INTO ${tokens} SET ?`, { ...row, TOKEN_STATE: state })
        const progress = await purgeInBatches(engine, name, { from })
        assertCounted(progress, 30)
        assert.deepEqual(goneBy(name, progress), [from.doubt?.file], state)
      }
      assert.deepEqual(
        (await tokenRows(connection)).filter((one) => !one.includes('t00001')),
        living(before),
      )
    },
  )

  on('a batch of one row went, though its key is another row by now', 2, async (connection) => {
    const row = await readToken(connection, 't00001')
    const kept: PurgeProgress[] = []
    await purgeInBatches(engine, name, { checkpoint: async (one) => void kept.push(one) })
    await connection.query(`INSERT INTO ${tokens} SET ?`, { ...row, TOKEN_STATE: 'ACTIVE' })
    const from = firstDoubt(kept)
    const progress = await purgeInBatches(engine, name, { from })
    assertCounted(progress, 2)
    assert.deepEqual(goneBy(name, progress), [from.doubt?.file])
  })

  on('a batch did not go, though another deleted one of its rows', 30, async (connection) => {
    const before = await tokenRows(connection)
    const kept: PurgeProgress[] = []
    await assert.rejects(
      purgeInBatches(engine, name, {
        async checkpoint(one) {
          kept.push(one)
          if (one.doubt !== undefined) throw new Error('cut off')
        },
      }),
      /cut off/,
    )
    const from = firstDoubt(kept)
    await connection.query(`DELETE FROM ${tokens} WHERE TOKEN_ID = 't00001'`)
    const progress = await purgeInBatches(engine, name, { from })
    assert.deepEqual(await tokenRows(connection), living(before))
    assert.equal(rowsGone(progress, tokens), 19)
    assert.ok(!goneBy(name, progress).includes(from.doubt?.file ?? -1))
  })

  on('a batch that is read again begins where it began', 90, async (connection) => {
    const before = await tokenRows(connection)
    let writes = 0
    const progress = await purgeInBatches(engine, name, {
      size: smallBatches,
      async writing() {
        // The first batch is refused for it, the next was read ahead of it.
        if (writes++ === 0)
          await connection.query(`UPDATE ${tokens} SET AUTHZ_USER = 'x' WHERE TOKEN_ID = 't00001'`)
      },
    })
    assert.ok(writes > 6, `${writes} batches`)
    assert.deepEqual(await tokenRows(connection), living(before))
    assertCounted(progress, 90)
  })
}
