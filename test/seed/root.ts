import assert from 'node:assert/strict'
import { dialects } from '../engines/dialects.ts'
import type { Engine, Name } from './start-engines.ts'

/** How root is connected to an engine of the tests. */
export const root = (engine: Pick<Engine<Name>, 'name' | 'url'>) => {
  const url = new URL(engine.url ?? '')
  const dialect = dialects[engine.name.toLowerCase()]
  assert.ok(dialect)
  return {
    host: url.hostname,
    port: Number(url.port),
    user: url.username,
    password: decodeURIComponent(url.password),
    tls: false,
    dialect,
  }
}
