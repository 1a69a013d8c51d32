import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { RowDataPacket } from 'mysql2/promise'
import { invariantsOf } from '../../functions/application/catalogue.ts'
import { countInvariants } from '../../functions/application/count.ts'
import type { WallTimes } from '../../functions/contract/wall-times.ts'
import { momentOf } from '../../functions/measure/observe.ts'
import { purge } from '../../functions/purge/purge.ts'
import { utc, wallTimes } from '../../functions/rules/wall-times.ts'
import { fill, onBench } from '../purge/bench.ts'
import { planned } from '../purge/planned.ts'
import { everyEngine, quick } from '../seed/engines.ts'
import { cutoff } from './reading-rows.ts'

const hour = 3_600_000

const start = cutoff + 2 * hour

const inZone = (timeZone: string) => {
  const shown = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'medium',
  })
  return (instant: number) => shown.format(instant)
}

const [newYork, utcTime] = [inZone('America/New_York'), inZone('UTC')]

/** Who writes, what the environment states, how many tokens, and how old the newest is. */
const clocks = [
  ['New York, nobody says', newYork, null, 2002, 0],
  ['New York, ten tokens', newYork, null, 10, 0],
  ['New York, none for a day', newYork, null, 500, 25 * hour],
  ['New York, as stated', newYork, 'America/New_York', 500, 0],
  [
    'New York by an old driver until three hours ago, UTC since, nobody says',
    (instant: number) => (instant < start - 3 * hour ? newYork : utcTime)(instant),
    null,
    500,
    0,
  ],
  ['UTC, as stated', utcTime, 'UTC', 500, 0],
  [
    'UTC on a server of which Drydock reads another zone, east of it, nobody says',
    (instant: number) => utcTime(instant - 14 * hour),
    null,
    500,
    0,
  ],
] as const

for (const engine of everyEngine.filter(quick))
  test(`${engine.name}: no token that is valid in truth goes, whatever clock wrote it, and the application is asked for each of them`, {
    skip: engine.skip,
  }, async () => {
    await onBench(engine, 'clocks', 'apim-4.7.0', async (bench) => {
      const plan = planned(new Date(cutoff)).filter(({ rule }) => rule === 'tokens')
      for (const [name, write, written, count, newest] of clocks) {
        const tokens = Array.from({ length: count }, (_, at) => {
          const made = start - newest - (at * 50 * hour) / count
          return { id: `${at}`, made, ends: made + (1 + (at % 40)) * hour }
        })
        await fill(
          bench.connection,
          'IDN_OAUTH2_ACCESS_TOKEN',
          tokens.map(({ id, made, ends }) => ({
            TOKEN_ID: id,
            TOKEN_STATE: 'ACTIVE',
            TOKEN_STATE_ID: id,
            CONSUMER_KEY_ID: 1,
            TIME_CREATED: write(made),
            VALIDITY_PERIOD: hour,
            REFRESH_TOKEN_TIME_CREATED: write(made),
            REFRESH_TOKEN_VALIDITY_PERIOD: ends - made,
          })),
        )
        const valid = tokens.filter(({ ends }) => ends > start).map(({ id }) => id)
        const asked = async (times: WallTimes) => {
          const bound = await bench.bind(plan, times)
          const along = bench.along(100)
          const moment = momentOf({ at: new Date(start), bound, target: 'clone' })
          const usable = invariantsOf(
            along.dialect.live,
            await bench.schema(),
            'clone',
            moment,
          ).filter((one) => one.name === 'usable-tokens')
          const count = async () =>
            (await countInvariants(along, usable, null)).progress.counts[0]?.rows ?? 0
          const before = await count()
          await purge(along, bound, null, () => undefined)
          const [rows] = await bench.connection.query<RowDataPacket[]>(
            'SELECT TOKEN_ID AS id FROM IDN_OAUTH2_ACCESS_TOKEN',
          )
          const left = new Set(rows.map(({ id }) => String(id)))
          return { before, after: await count(), lost: valid.filter((id) => !left.has(id)), left }
        }
        const { before, after, lost, left } = await asked(wallTimes(written, new Date(start)))
        assert.deepEqual(lost, [], name)
        assert.ok(before >= valid.length, `${name}: asked for ${before} of ${valid.length}`)
        assert.equal(after, before, name)
        // What has been dead for a day is gone all the same.
        const late = written === null ? 17 : 4
        for (const { id, ends } of tokens)
          if (ends < start - late * hour) assert.ok(!left.has(id), `${name}: ${id} stays`)
        // Taken for UTC, as it was once, valid ones go: the case is one.
        if (write === newYork && newest === 0 && count > 10)
          assert.ok((await asked(utc)).lost.length > 0, name)
      }
    })
  })
