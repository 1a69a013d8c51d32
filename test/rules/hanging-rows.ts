import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { RowDataPacket } from 'mysql2/promise'
import { looksAt } from '../../functions/engines/expression.ts'
import { measure } from '../../functions/measure/measure.ts'
import { purge } from '../../functions/purge/purge.ts'
import { bindRules } from '../../functions/rules/bind.ts'
import { heldReason, sharedChildren } from '../../functions/rules/living-parents.ts'
import { rules } from '../../functions/rules/rules.ts'
import { utc } from '../../functions/rules/wall-times.ts'
import { fill, onBench } from '../purge/bench.ts'
import { planned } from '../purge/planned.ts'
import { everyEngine } from '../seed/engines.ts'
import { cutoff } from './reading-rows.ts'

const fates = ['live', 'dead'] as const

/** Request objects of every pair of fates, and some that share a token or a code with another. */
const references: readonly (readonly [string | null, string | null])[] = [
  ...fates.flatMap((token) => fates.map((code) => [`${token} 1`, `${code} 1 ${token}`] as const)),
  ['dead 2', null],
  [null, 'dead 2'],
  ['dead 3', 'dead 3'],
  ['dead 3', 'dead 4'],
  ['dead 4', 'dead 4'],
  ['dead 5', 'dead 5'],
  ['dead 5', 'live 5'],
  ['live 6', 'dead 6'],
  ['dead 6', 'dead 6'],
]

for (const engine of everyEngine)
  test(`${engine.name}: a row stays while what hangs on it hangs on a living row of another rule, and is told`, {
    skip: engine.skip,
  }, async () => {
    await onBench(engine, 'two_parents', 'apim-4.7.0', async (bench) => {
      const { connection } = bench
      const ids = (at: 0 | 1) => [...new Set(references.flatMap((pair) => pair[at] ?? []))]
      const period = (id: string) => (id.startsWith('live') ? -1 : 1000)
      const time = '2026-11-01'
      await fill(
        connection,
        'IDN_OAUTH2_ACCESS_TOKEN',
        ids(0).map((id) => ({
          TOKEN_ID: id,
          TOKEN_STATE: 'ACTIVE',
          TOKEN_STATE_ID: id,
          CONSUMER_KEY_ID: 1,
          TIME_CREATED: time,
          REFRESH_TOKEN_TIME_CREATED: time,
          VALIDITY_PERIOD: period(id),
          REFRESH_TOKEN_VALIDITY_PERIOD: period(id),
        })),
      )
      await fill(
        connection,
        'IDN_OAUTH2_AUTHORIZATION_CODE',
        ids(1).map((id) => ({
          CODE_ID: id,
          STATE: 'ACTIVE',
          TIME_CREATED: time,
          VALIDITY_PERIOD: period(id),
          TOKEN_ID: null,
        })),
      )
      await fill(
        connection,
        'IDN_OIDC_REQ_OBJECT_REFERENCE',
        references.map(([token, code], at) => ({
          ID: at + 1,
          CONSUMER_KEY_ID: 1,
          TOKEN_ID: token,
          CODE_ID: code,
          SESSION_DATA_KEY: `${at}`,
        })),
      )
      const isDead = (id: string | null) => id?.startsWith('dead') === true
      const held = (id: string, own: 0 | 1, other: 0 | 1) =>
        references.some((pair) => pair[own] === id && pair[other] !== null && !isDead(pair[other]))
      const stays = (own: 0 | 1, other: 0 | 1) =>
        ids(own)
          .filter((id) => !isDead(id) || held(id, own, other))
          .sort()
      const plan = planned(new Date(cutoff)).filter(
        ({ rule }) => rule === 'tokens' || rule === 'codes',
      )
      const bound = await bench.bind(plan)
      const before = await measure(bench.along(3), bound, 'clone', null)
      const { progress } = await purge(bench.along(2), bound, null, () => undefined)
      const column = async (name: string, table: string) =>
        (await connection.query<RowDataPacket[]>(`SELECT ${name} AS id FROM ${table}`))[0]
          .map(({ id }) => String(id))
          .sort()
      assert.deepEqual(await column('TOKEN_ID', 'IDN_OAUTH2_ACCESS_TOKEN'), stays(0, 1))
      assert.deepEqual(await column('CODE_ID', 'IDN_OAUTH2_AUTHORIZATION_CODE'), stays(1, 0))
      assert.deepEqual(
        await column('ID', 'IDN_OIDC_REQ_OBJECT_REFERENCE'),
        references
          .flatMap(([token, code], at) =>
            (token === null || stays(0, 1).includes(token)) &&
            (code === null || stays(1, 0).includes(code))
              ? [`${at + 1}`]
              : [],
          )
          .sort(),
      )
      for (const { table, classes } of before.progress.tables.filter(
        ({ kind }) => kind === 'rule',
      )) {
        const [own, other] =
          table === 'IDN_OAUTH2_ACCESS_TOKEN' ? ([0, 1] as const) : ([1, 0] as const)
        const rows = (name: string) => classes.find((one) => one.name === name)?.rows ?? 0
        assert.equal(
          rows(heldReason),
          ids(own).filter((id) => isDead(id) && held(id, own, other)).length,
          table,
        )
        assert.equal(progress.deleted.find((one) => one.table === table)?.rows, rows('dead'), table)
      }
      const after = await measure(bench.along(3), bound, 'clone', null)
      for (const { table, classes } of after.progress.tables)
        assert.ok(!classes.some(({ name }) => name === 'dead'), table)
      // Where no row hangs on two, nobody looks, and the tokens go by their own columns alone.
      const schema = await bench.schema()
      const alone = bindRules(
        rules,
        plan,
        schema,
        utc,
        sharedChildren(bound.rules, { rules, schema }),
      )
      assert.ok(
        alone.rules.every(
          ({ rule, dead }) =>
            rule.name !== 'tokens' || !looksAt(dead, 'IDN_OIDC_REQ_OBJECT_REFERENCE'),
        ),
      )
    })
  })
