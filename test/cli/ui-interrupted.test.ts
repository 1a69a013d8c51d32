import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout } from 'node:timers/promises'
import { after, test } from 'node:test'
import { runEnvironmentSchema } from '../../functions/contract/environment.ts'
import { outputNames } from '../../functions/contract/outputs.ts'
import { startCloud } from '../../local/cloud/start-cloud.ts'

// Ctrl-C while a command that the page has started is under way. All that the command reads of a
// state machine is its settings and where a run is.

const folder = await mkdtemp(join(tmpdir(), 'ui-interrupted-'))
const cloud = await startCloud(folder, join(folder, 'buckets'))
after(async () => {
  await cloud.close()
  await rm(folder, { recursive: true })
})
const environment = runEnvironmentSchema.parse({
  name: 'test',
  sources: [
    {
      instance: 'production',
      databases: ['apim'],
      secret: 'arn:aws:secretsmanager:eu-west-1:000000000000:secret:production-abcdef',
    },
  ],
})
const deployment = {
  cloneSecurityGroup: 'sg-1',
  evidenceBucket: 'evidence',
  reportTopic: 'arn:aws:sns:eu-west-1:000000000000:reports',
}
cloud.parameters.set('/drydock/test/control', '{"stop": false}')
cloud.stepFunctions.machines.set('runs', {
  definition: {
    TimeoutSeconds: 3600,
    States: { PlanRun: { Parameters: { environment, deployment } } },
  },
  run: ({ entered }) => {
    entered('PurgeProduction')
    return new Promise(() => undefined)
  },
})
const machine = 'arn:aws:states:eu-west-1:000000000000:stateMachine:runs'
cloud.stacks.set('drydock-test', {
  ...Object.fromEntries(Object.values(outputNames).map((name) => [name, machine])),
  [outputNames.bucket]: 'evidence',
  [outputNames.control]: '/drydock/test/control',
})
await writeFile(
  join(folder, 'cloud.json'),
  JSON.stringify({ environment: 'test', settings: cloud.environment }),
)

test('the first Ctrl-C says what is under way, the second ends it', {
  timeout: 60_000,
}, async () => {
  void cloud.stepFunctions.begin('runs', 'week-9', {}, new Date())
  const ui = spawn(
    join(import.meta.dirname, '../../cli/drydock.sh'),
    ['ui', '--local', '--out', folder],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  )
  after(() => ui.kill('SIGKILL'))
  const said = createInterface({ input: ui.stderr })[Symbol.asyncIterator]()
  const [url = ''] = (await once(createInterface({ input: ui.stdout }), 'line')) as string[]
  assert.match(String((await said.next()).value), /^Open it in a browser on this computer\./)
  const sent = await fetch(`${url}e/test/do/pause`, {
    method: 'POST',
    headers: { origin: new URL(url).origin },
    body: new URLSearchParams(),
    redirect: 'manual',
  })
  assert.equal(sent.status, 303, (await sent.text()).slice(0, 3000))
  while (cloud.parameters.get('/drydock/test/control')?.includes('"pause":true') !== true)
    await setTimeout(50)
  ui.kill('SIGINT')
  assert.match(
    String((await said.next()).value),
    /^Still under way: pause of test\. .*Ctrl-C once more/,
  )
  ui.kill('SIGINT')
  assert.deepEqual(await once(ui, 'exit'), [130, null])
})
