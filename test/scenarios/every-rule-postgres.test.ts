import { test } from 'node:test'
import { schemaVersions } from '../../local/schema/schemas.ts'
import { everyRule } from '../rules/every-rule.ts'
import { everyEngine } from '../seed/engines.ts'

// The vendor's tables of PostgreSQL are its own: `npm test` tries the newest version of each
// product, and this every version.
for (const engine of everyEngine.filter(({ name }) => name === 'PostgreSQL'))
  for (const schema of schemaVersions)
    test(
      `${schema} on PostgreSQL: every rule deletes what the seed knows to be dead, and nothing else; put back, every table is byte for byte as before`,
      { skip: engine.skip },
      () => everyRule(engine, schema),
    )
