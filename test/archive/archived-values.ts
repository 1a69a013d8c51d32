import assert from 'node:assert/strict'
import type { RowDataPacket } from 'mysql2/promise'
import type { Engine } from '../seed/start-engines.ts'
import { connect } from '../seed/in-database.ts'
import { addEveryType, addSession, addZone, checksum, removeZone } from './every-type.ts'
import { purged, undoAll } from './put-back.ts'

const packet = 4 * 2 ** 20

/**
 * A value of every type of the server comes back byte for byte as the server itself sums it up; so
 * does one as long as a statement may be, and a longer one is refused before anything of its batch
 * goes.
 */
export async function everyValue(engine: Engine): Promise<void> {
  let before: unknown
  const maker = await connect(engine)
  const [[held]] = await maker.query<RowDataPacket[]>('SELECT @@GLOBAL.max_allowed_packet AS bytes')
  try {
    await purged(
      engine,
      'apim-2.5.0',
      'full',
      async ({ connection, files, undoing, again }) => {
        assert.notDeepEqual(await checksum(connection), before)
        await undoAll(undoing, files)
        assert.deepEqual(await checksum(connection), before)
        const twice = await undoAll(undoing, files)
        assert.equal(twice.IDN_AUTH_SESSION_STORE?.putBack, 0)
        for (const bytes of [packet - 2000, 1.5 * packet, 2 * packet]) {
          await addSession(connection, 'long', Buffer.alloc(bytes, 'long'))
          await assert.rejects(again(), {
            name: 'RowNotKept',
            message: /IDN_AUTH_SESSION_STORE/,
          })
          const [rows] = await connection.query(
            'SELECT LENGTH(SESSION_OBJECT) AS bytes FROM IDN_AUTH_SESSION_STORE WHERE ' +
              "SESSION_ID = 'long'",
          )
          assert.deepEqual(rows, [{ bytes }])
          await connection.query("DELETE FROM IDN_AUTH_SESSION_STORE WHERE SESSION_ID = 'long'")
        }
      },
      async (connection) => {
        await connection.query("SET SESSION sql_mode = 'ALLOW_INVALID_DATES', time_zone = '+00:00'")
        await addEveryType(connection)
        await connection.query('ALTER TABLE IDN_AUTH_SESSION_STORE MODIFY SESSION_OBJECT LONGBLOB')
        for (const bytes of [70_000, packet / 2 - 1, packet / 2 + 1, packet - 100_000])
          await addSession(
            connection,
            `long${bytes}`,
            Buffer.alloc(bytes, Buffer.from('00ff27', 'hex')),
          )
        before = await checksum(connection)
        // This connection still may say longer things than those to come.
        await maker.query('SET GLOBAL max_allowed_packet = ?', [packet])
        await maker.query('SET GLOBAL time_zone = ?', [await addZone(maker)])
      },
    )
  } finally {
    await maker.query("SET GLOBAL time_zone = 'SYSTEM'")
    await removeZone(maker)
    await maker.query('SET GLOBAL max_allowed_packet = ?', [held?.bytes])
    await maker.end()
  }
}
