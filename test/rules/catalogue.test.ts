import { test } from 'node:test'
import { schemaVersions } from '../../local/schema/schemas.ts'
import { everyEngine, type Name } from '../seed/engines.ts'
import { everyRule } from './every-rule.ts'

// MySQL gets each product's oldest and newest version: its tables are MariaDB's. PostgreSQL, whose
// tables are its own, gets the newest here and every one in
// test/scenarios/every-rule-postgres.test.ts.
const versions: Readonly<Record<Name, ReadonlySet<string>>> = {
  MariaDB: new Set(schemaVersions),
  MySQL: new Set(['apim-2.5.0', 'apim-4.7.0', 'is-7.3', 'registry-2.5.0', 'registry-4.3.0']),
  PostgreSQL: new Set(['apim-4.7.0', 'registry-4.3.0']),
}

for (const engine of everyEngine)
  for (const schema of schemaVersions)
    if (versions[engine.name].has(schema))
      test(
        `${engine.name}, ${schema}: every rule deletes what the seed knows to be dead, and nothing else; put back, every table is byte for byte as before`,
        { skip: engine.skip },
        () => everyRule(engine, schema),
      )
