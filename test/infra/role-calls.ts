import assert from 'node:assert/strict'
import { test } from 'node:test'
import { steps } from '../../infra/steps.ts'
import { actionsCalledBy } from './calls.ts'
import { statements } from './roles.ts'

/** Granted because AWS asks for them on the way, not because they are called. */
const onTheWay = [
  'rds:AddTagsToResource',
  'rds:ListTagsForResource',
  's3:ListBucket',
  'secretsmanager:CreateSecret',
  'secretsmanager:TagResource',
]

/**
 * Called only where the clones have an account of their own: clone-account.test.ts looks at what
 * those accounts grant together.
 */
const elsewhere =
  /^rds:((Copy|Delete)DB(Cluster)?Snapshot|(Modify|Describe)DB(Cluster)?SnapshotAttributes?)$/

for (const [step, { file }] of Object.entries(steps))
  test(`${step} can do what its code calls, and cannot change anything else`, (t) => {
    const called = actionsCalledBy(file)
    if (called === null) return t.skip(`${file} is not written yet`)
    const granted = new Set(
      statements.filter(({ role }) => role.startsWith(step)).flatMap(({ actions }) => actions),
    )
    assert.deepEqual(
      called.filter((action) => !granted.has(action) && !elsewhere.test(action)),
      [],
      'called, but not allowed',
    )
    const needless = [...granted].filter(
      (action) =>
        /^(rds|s3|secretsmanager|sns|ssm|ecs|states):/.test(action) &&
        !/:Describe/.test(action) &&
        !onTheWay.includes(action) &&
        !called.includes(action),
    )
    assert.deepEqual(needless, [], 'allowed, but not called')
  })
