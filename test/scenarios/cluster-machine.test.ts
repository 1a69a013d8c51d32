import assert from 'node:assert/strict'
import { runEnvironmentSchema } from '../../functions/contract/environment.ts'
import { synthesizeDefinition } from '../../infra/workflow-definition.ts'
import { runExecution } from '../../local/run-execution.ts'
import { test, cloud, secret, deployment, count } from '../local/cluster-scene.ts'

test('the whole machine takes a cluster through its gates and an approval', async () => {
  cloud.rds.quotas.DBClusters = 40
  const environment = runEnvironmentSchema.parse({
    name: 'test',
    mode: 'purge',
    allowProductionPurge: true,
    sources: [
      { cluster: 'aurora', databases: [{ name: 'apim', times: { written: 'UTC' } }], secret },
    ],
    approval: { deadline: '10m' },
  })
  const states: string[] = []
  const answerTo = async (token: string) => {
    const answer = cloud.answerTo(token)
    cloud.onMessage(
      () =>
        void fetch(cloud.environment.AWS_ENDPOINT_URL ?? '', {
          method: 'POST',
          headers: { 'x-amz-target': 'AWSStepFunctions.SendTaskSuccess' },
          body: JSON.stringify({ taskToken: token, output: '{}' }),
        }),
    )
    return answer
  }
  const error = await runExecution(synthesizeDefinition(environment, deployment), {
    name: 'machine',
    startTime: new Date(),
    input: {},
    fail: undefined,
    answerTo,
    onState: (state) => void states.push(state),
  })
  assert.equal(error, null)
  assert.deepEqual(
    states.filter((state) => /Clone|Engine|Approval|Production|Archive|Snapshot/.test(state)),
    [
      'TakeSnapshot',
      'RestoreClone',
      'ProveEngine',
      'MeasureClone',
      'PurgeClone',
      'VerifyClone',
      'ReclaimClone',
      'MeasureProduction',
      'AskApproval',
      'DeleteClone',
      'RecountProduction',
      'PurgeProduction',
      'VerifyProduction',
      'ReclaimProduction',
      'GatherArchive',
      'ExpireSnapshots',
    ],
  )
  assert.match(
    cloud.messages.find(({ message }) => message.includes('/approval/machine'))?.message ?? '',
    /drydock-test-[0-9a-f]{16}.*127\.0\.0\.1/s,
  )
  assert.deepEqual(await count(), { ACTIVE: 300 })
  assert.deepEqual([...cloud.rds.clusters.keys()], ['aurora'])
})
