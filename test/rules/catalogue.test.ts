import { test } from 'node:test'
import { schemaVersions } from '../../local/schema/schemas.ts'
import { everyEngine } from '../seed/engines.ts'
import { everyRule } from './every-rule.ts'
import { tried } from './tried-versions.ts'

for (const engine of everyEngine)
  for (const schema of schemaVersions)
    if (tried[engine.name].has(schema))
      test(
        `${engine.name}, ${schema}: every rule deletes what the seed knows to be dead, and nothing else; put back, every table is byte for byte as before`,
        { skip: engine.skip },
        () => everyRule(engine, schema),
      )
