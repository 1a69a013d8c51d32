import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { RowDataPacket } from 'mysql2/promise'
import { openDatabase } from '../../functions/engines/mysql/connection.ts'
import { bindRules } from '../../functions/rules/bind.ts'
import type { Clock } from '../../functions/engines/database.ts'
import { purge } from '../../functions/purge/purge.ts'
import { placeName } from '../../functions/purge/purge-place.ts'
import { rules } from '../../functions/rules/rules.ts'
import { readSchema } from '../../functions/engines/schema.ts'
import { rangeSize } from '../../functions/walk/range-size.ts'
import { storeOf } from '../../local/engines/mysql/store.ts'
import { loadSchema } from '../../local/schema/schemas.ts'
import { connect, engines, inDatabase, one } from '../seed/engines.ts'
import { addDeadTokens } from '../seed/plain-tokens.ts'
import { root } from '../seed/root.ts'
import { planned } from './planned.ts'
import { pattern } from '../pattern.ts'
import { clock } from '../seed/clock.ts'

for (const engine of engines.filter(one))
  for (const taken of [true, false])
    test(`${engine.name}: a purge whose connection is cut ${taken ? 'stops if another purge has taken its lock' : 'takes its lock again and continues'}`, {
      skip: engine.skip,
    }, async () => {
      const name = `place_${taken}`
      await inDatabase(engine, name, async (connection) => {
        await loadSchema(storeOf(connection), 'apim-2.5.0')
        await addDeadTokens(connection, 400)
        const { dialect } = root(engine)
        const database = await openDatabase({
          ...root(engine),
          database: name,
        })
        const other = await connect(engine)
        let working: Promise<unknown> | undefined
        const held = async () =>
          (
            await other.query<RowDataPacket[]>('SELECT IS_USED_LOCK(?) AS id', [placeName(name)])
          )[0][0]?.id
        try {
          const bound = bindRules(
            rules,
            planned(new Date('2026-11-24T07:00:00Z')),
            await readSchema(database, dialect, name),
          )
          let [steps, isCut] = [0, false]
          const [me] = await database.query({ text: 'SELECT CONNECTION_ID() AS id', values: [] })
          const cut = async () => {
            assert.equal(String(await held()), me?.id, 'the purging connection holds the place')
            await other.query(`KILL ${me?.id ?? ''}`)
            // The place is free once the server has ended the connection.
            for (let tries = 0; tries < 100 && (await held()) !== null; tries++)
              await clock.sleep(20)
            if (!taken) return
            await other.query('SELECT GET_LOCK(?, 0)', [placeName(name)])
            working = other.query('DO SLEEP(3)')
          }
          const slow: Clock = {
            ...clock,
            // A batch after which the computer was busy for as long as the rest has none.
            sleep: async (ms) => {
              if (steps >= 2 && !isCut) {
                isCut = true
                await cut()
              }
              await clock.sleep(Math.min(ms, 20))
            },
          }
          const run = purge(
            {
              database,
              dialect,
              clock: slow,
              size: rangeSize(1, 20),
              share: 0.5,
              spent: () => false,
            },
            bound,
            null,
            () => void steps++,
          )
          const left = async () =>
            Number(
              (
                await connection.query<RowDataPacket[]>(
                  'SELECT COUNT(*) AS n FROM IDN_OAUTH2_ACCESS_TOKEN',
                )
              )[0][0]?.n,
            )
          if (taken) {
            await assert.rejects(run, {
              name: 'PurgeRunning',
              message: pattern(
                /^Another purge is running on place_true \(connection \d+, for \d+ s at DO\)\. /,
                /This one stopped before its next batch/,
              ),
            })
            assert.ok((await left()) > 300, 'nothing was deleted without the place')
          } else {
            await run
            assert.equal(await left(), 0)
          }
        } finally {
          await working
          await other.end()
          await database.close()
        }
      })
    })
