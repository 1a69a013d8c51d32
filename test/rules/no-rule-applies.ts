import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pattern } from '../pattern.ts'
import { onBench } from '../purge/bench.ts'
import { planned } from '../purge/planned.ts'
import { everyEngine } from '../seed/engines.ts'

const instant = new Date('2026-11-24T07:30:00.250Z')

for (const engine of everyEngine)
  test(`${engine.name}: a database of something else is refused with the first rules' reasons and the number of the others`, {
    skip: engine.skip,
  }, async () => {
    await onBench(engine, 'fault_nothing', 'registry-4.3.0', async ({ bind }) => {
      await assert.rejects(bind(planned(instant).filter(({ rule }) => rule === 'tokens')), {
        name: 'NoRuleApplies',
        message: pattern(
          /^No rule applies to the database "fault_nothing": tokens: no table /,
          /IDN_OAUTH2_ACCESS_TOKEN in fault_nothing; codes: [^;]*; refresh-tokens: [^;]*; \d+ /,
          /more rules do not apply either; \d+ rules switched off\. Check/,
        ),
      })
    })
  })
