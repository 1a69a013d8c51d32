import { test } from 'node:test'
import { schemaVersions } from '../../local/schema/schemas.ts'
import { engines } from '../seed/engines.ts'
import { everyRule } from './every-rule.ts'

for (const engine of engines)
  for (const schema of schemaVersions)
    test(
      `${engine.name}, ${schema}: every rule deletes what the seed knows to be dead, and nothing else; put back, every table is byte for byte as before`,
      { skip: engine.skip },
      () => everyRule(engine, schema),
    )
