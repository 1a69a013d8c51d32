import { test } from 'node:test'
import { schemaVersions } from '../../local/schema/schemas.ts'
import { engines } from '../seed/engines.ts'
import { everyRule } from './every-rule.ts'

// MySQL gets each product's oldest and newest version: its tables are MariaDB's.
const onMysql = new Set(['apim-2.5.0', 'apim-4.7.0', 'is-7.3', 'registry-2.5.0', 'registry-4.3.0'])

for (const engine of engines)
  for (const schema of schemaVersions)
    if (engine.name === 'MariaDB' || onMysql.has(schema))
      test(
        `${engine.name}, ${schema}: every rule deletes what the seed knows to be dead, and nothing else; put back, every table is byte for byte as before`,
        { skip: engine.skip },
        () => everyRule(engine, schema),
      )
