import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Connection } from 'mysql2/promise'
import { zoneCalibrated } from '../../functions/preflight/zone.ts'
import { wallTimes } from '../../functions/rules/wall-times.ts'
import { engines } from '../seed/engines.ts'
import { tokens, inSchema } from './in-schema.ts'
import { inScene, startedAt } from './preflight-scene.ts'

for (const engine of engines) {
  const on = (what: string, name: string, work: (connection: Connection) => Promise<void>) =>
    test(`${engine.name}: ${what}`, { skip: engine.skip }, () => inSchema(engine, name, work))

  on(
    'zone-calibrated refuses local time, east and west, and is not misled by strays',
    'zone',
    async (connection) => {
      const judge = async (zone: string | null, ...created: string[]) => {
        await connection.query('DELETE FROM IDN_OAUTH2_ACCESS_TOKEN')
        if (created.length > 0) await tokens(connection, created)
        return inScene(engine, connection, {}, async (scene) => {
          if (zone !== null)
            await scene.database.execute({ text: `SET SESSION time_zone = '${zone}'`, values: [] })
          const { level, detail } = await zoneCalibrated(scene)
          return `${level}: ${detail}`
        })
      }
      // As the session of the test has no zone of its own, what is written as wall time is read as
      // such at +00:00.
      await connection.query(`SET SESSION time_zone = '+00:00'`)
      assert.match(
        await judge('+00:00', '2026-11-24 09:29:30', '2026-11-23 12:00:00'),
        /written in UTC|clock says/,
      )
      assert.match(
        await judge('+00:00', '2026-11-24 14:59:30', '2026-11-24 11:00:00', '2026-11-24 09:00:00'),
        /^failed: .*2 of the 3 newest tokens are up to 14 h later/,
      )
      await connection.query(`SET SESSION time_zone = '-08:00'`)
      assert.match(
        await judge('-08:00', '2026-11-24 01:29:30'),
        /^failed: .*older by exactly the zone's offset/,
      )
      assert.match(await judge('-08:00', '2026-11-24 09:29:30'), /written in UTC|clock says/)
      await connection.query(`SET SESSION time_zone = '+00:00'`)
      assert.match(await judge('+00:00', '2026-11-24 04:29:30'), /^warning: .*5 h 1 min ago/)
      assert.match(await judge('+00:00'), /^warning: .*no token was issued for a day/)
      // Where nobody states a zone the cutoffs are moved, so whatever the tokens look like is told
      // and refuses nothing.
      const stated = async (zone: string | null, ...created: string[]) => {
        await connection.query('DELETE FROM IDN_OAUTH2_ACCESS_TOKEN')
        await tokens(connection, created)
        return inScene(engine, connection, {}, async (scene) => {
          await scene.database.execute({ text: `SET SESSION time_zone = '+00:00'`, values: [] })
          const bound = { ...scene.bound, times: wallTimes(zone, startedAt) }
          const { level, detail } = await zoneCalibrated({ ...scene, bound })
          return `${level}: ${detail}`
        })
      }
      for (const created of ['2026-11-24 09:29:30', '2026-11-24 04:29:30', '2026-11-24 14:59:30'])
        assert.match(
          await stated(null, created),
          /^warning: The zone of times without a zone is not stated, .* 14 h earlier/,
        )
      const newYork = 'America/New_York'
      assert.match(
        await stated(newYork, '2026-11-24 04:29:30'),
        /written in America\/New_York|clock says/,
      )
      assert.match(
        await stated(newYork, '2026-11-24 09:29:30'),
        /^failed: .*they were not written in America\/New_York/,
      )
      assert.match(
        await stated('Asia/Kolkata', '2026-11-24 09:29:30'),
        /^warning: .*5 h 31 min ago/,
      )
      // People are at work, by the sessions, whose times have no zone: tokens of five hours ago are
      // then of another zone.
      await connection.query(
        'INSERT INTO IDN_AUTH_SESSION_STORE (SESSION_ID, SESSION_TYPE, OPERATION, ' +
          'TIME_CREATED) VALUES (?)',
        [
          [
            's',
            'AppAuthFrameworkSessionContextCache',
            'STORE',
            BigInt(startedAt.getTime() - 60_000) * 1_000_000n,
          ],
        ],
      )
      const shifted = Array.from(
        { length: 200 },
        (_, at) => `2026-11-24 0${at % 4}:${29 - (at % 20)}:30`,
      )
      assert.match(
        await judge('+00:00', ...shifted, '2026-11-24 04:29:30'),
        /^failed: .*5 h 1 min ago, while sessions/,
      )
      const busy = Array.from({ length: 300 }, (_, at) => `2026-11-24 0${at % 9}:00:00`)
      assert.match(
        await judge(
          '+00:00',
          ...busy,
          '2026-11-24 09:30:00',
          '2026-11-24 13:00:00',
          '2027-11-24 13:00:00',
        ),
        /written in UTC|clock says/,
      )
    },
  )
}
