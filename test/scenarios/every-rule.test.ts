import { test } from 'node:test'
import { schemaVersions } from '../../local/schema/schemas.ts'
import { everyRule } from '../rules/every-rule.ts'
import { tried } from '../rules/tried-versions.ts'
import { everyEngine } from '../seed/engines.ts'

// Every version of every product that `npm test` leaves to the scenarios.
for (const engine of everyEngine)
  for (const schema of schemaVersions.filter((one) => !tried[engine.name].has(one)))
    test(
      `${engine.name}, ${schema}: every rule deletes what the seed knows to be dead, and nothing else; put back, every table is byte for byte as before`,
      { skip: engine.skip },
      () => everyRule(engine, schema),
    )
