import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bindRules } from '../../functions/rules/bind.ts'
import { readPlans } from '../../functions/checks/query-plans.ts'
import { rules } from '../../functions/rules/rules.ts'
import { readSchema } from '../../functions/engines/schema.ts'
import { storeOf } from '../seed/in-database.ts'
import { loadSchema } from '../../local/schema/schemas.ts'
import { seedTokens } from '../../local/seed/seed-tokens.ts'
import { everyEngine, inDatabase, quick } from '../seed/engines.ts'
import { root } from '../seed/root.ts'
import { pattern } from '../pattern.ts'
import { planned } from '../purge/planned.ts'

const now = new Date('2026-11-24T09:30:00Z')

for (const engine of everyEngine.filter(quick))
  test(`${engine.name}: the statements that find and lock each rule's rows have a stable plan by table, access and index; asking locks nothing`, {
    skip: engine.skip,
  }, async () => {
    await inDatabase(engine, 'query_plans', async (connection) => {
      const name = connection.config.database ?? ''
      await loadSchema(storeOf(connection), 'apim-2.5.0')
      await seedTokens(storeOf(connection), { tokens: 20_000, now, seed: 7 })
      const { dialect } = root(engine)
      const database = await dialect.open({
        ...root(engine),
        database: name,
      })
      try {
        const bound = bindRules(rules, planned(now), await readSchema(database, dialect, name))
        // Another session holds every token: who wanted to lock one would wait for it.
        await connection.query('BEGIN')
        await connection.query('SELECT TOKEN_ID FROM IDN_OAUTH2_ACCESS_TOKEN FOR UPDATE')
        const plans = await readPlans({ database, dialect }, bound)
        await connection.query('ROLLBACK')
        assert.deepEqual(
          plans.map(({ rule }) => rule),
          bound.rules.map(({ rule }) => rule.name),
        )
        for (const { rule, steps } of plans) {
          assert.ok(steps.length > 0, rule)
          for (const step of steps)
            assert.match(
              step,
              pattern(
                /^(no table|<?\w+>?) (scan|range|lookup|[a-z_]+|without access) /,
                /(\w+|<\w+>|without index)$/,
              ),
              rule,
            )
        }
        assert.match(
          plans.find(({ rule }) => rule === 'tokens')?.steps[0] ?? '',
          /^t0 range (PRIMARY|idn_oauth2_access_token_pkey)$/,
        )
        assert.deepEqual(await readPlans({ database, dialect }, bound), plans)
      } finally {
        await database.close()
      }
    })
  })
