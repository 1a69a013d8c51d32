import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { EngineTraits } from '../../local/engines/local-engine.ts'
import { openScratch } from '../../local/scratch.ts'
import type { ServerSoftware } from '../../local/server/server-software.ts'
import { startServer } from '../../local/server/start-server.ts'

const scratch = openScratch()
after(() => scratch.close())

test('a server whose program cannot be started says why', async () => {
  const launch = { file: '/nowhere/mysqld', arguments: [], environment: {} }
  const software = { program: () => launch } as unknown as ServerSoftware
  const traits = { prepare: async () => [] } as unknown as EngineTraits
  const options = { dataDirectory: '/nowhere/data' }
  await assert.rejects(startServer(software, {} as never, traits, options), {
    name: 'StartFailed',
    message: /^\/nowhere\/mysqld was not started: .*ENOENT/,
  })
})
