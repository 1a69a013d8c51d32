import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { App, Stack } from 'aws-cdk-lib'
import { parseEnvironment } from '../../../infra/config.ts'
import { statementsOf } from '../../../infra/permissions.ts'
import { steps } from '../../../infra/steps.ts'
import { exampleSettings } from '../../infra/example.ts'
import type { Tries } from './try.ts'

const key = 'arn:aws:kms:eu-central-1:111122223333:key/00000000-0000-0000-0000-000000000000'
const stack = new Stack(new App({ analyticsReporting: false }), 'Keys')
/** What a step may do with the keys of sources. */
function statements(step: 'restoreClone' | 'takeSnapshot' | 'deleteClone') {
  const file = parseEnvironment({ ...exampleSettings(), kmsKeys: [key] }, 'example')
  const all = statementsOf(stack, {
    file,
    bucketArn: 'arn:aws:s3:::bucket',
    topicArn: 'arn:aws:sns:eu-central-1:111122223333:topic',
    keyArn: 'arn:aws:kms:eu-central-1:111122223333:key/own',
    application: undefined,
    rebuild: undefined,
  })
  return steps[step].may
    .flatMap((permission) => all[permission].map((one) => one.toStatementJson()))
    .filter(({ Resource }) => [Resource].flat().includes(key))
}
const grant = () =>
  statements('restoreClone').find(({ Action }) => Action === 'kms:CreateGrant') ?? assert.fail()

export const keyTries: Tries = {
  'restore-needs-a-grant': {
    shown: async () => {
      for (const step of ['restoreClone', 'takeSnapshot'] as const)
        assert.deepEqual(
          statements(step).map(({ Action }) => Action),
          ['kms:DescribeKey', 'kms:CreateGrant'],
        )
      assert.deepEqual(statements('deleteClone'), [])
    },
  },
  'key-policy-may-leave-it-to-iam': {
    // Nothing here has a key policy: whoever deploys is told.
    shown: async () => {
      const docs = readFileSync(join(import.meta.dirname, '../../../docs/configuration.md'), 'utf8')
      const [row = ''] = docs.split('\n').filter((line) => line.startsWith('| `kmsKeys`'))
      const { Action } = grant()
      assert.ok(row.includes('has to leave access to IAM') && row.includes(`\`${Action}\``), row)
    },
  },
  'grant-by-way-of-rds': {
    shown: async () =>
      assert.deepEqual(grant().Condition.StringEquals, {
        'kms:ViaService': 'rds.eu-central-1.amazonaws.com',
      }),
  },
  'grant-for-a-service': {
    shown: async () =>
      assert.deepEqual(grant().Condition.Bool, { 'kms:GrantIsForAWSResource': 'true' }),
  },
}
