import assert from 'node:assert/strict'
import { test } from 'node:test'
import { NamedError } from '../../functions/contract/errors.ts'
import { buildReport } from '../../functions/report/report.ts'
import { reportSchema } from '../../functions/report/schema.ts'
import {
  evidenceNames,
  readEvidence,
  sourceEvidenceSchema,
  type SourceEvidence,
} from '../../functions/report/source-evidence.ts'
import { finishedAt, instance, measured, whole, event, counts } from './whole-run.ts'

test('unreadable evidence is named, and the rest is reported', async () => {
  const { evidence, warnings } = await readEvidence(instance, async (name) => {
    if (name === 'purge-clone') return { databases: 'none' }
    if (name === 'verify-clone') throw new SyntaxError('Unexpected end of JSON input')
    return whole[name as keyof SourceEvidence]
  })
  const report = buildReport(event(), [evidence], finishedAt, { unread: warnings })
  assert.deepEqual(counts(report)[0], ['TOKEN', 100, 40, null, 41, 55])
  assert.deepEqual(
    report.warnings
      .map((warning) => / evidence (\S+) of wso2-production /.exec(warning)?.[1])
      .sort(),
    ['purge-clone', 'verify-clone'],
  )
})

test('evidence that S3 does not tell just now is asked for again, not left out', async () => {
  const busy = async () => {
    throw new NamedError('AwsUnavailable', 'busy')
  }
  await assert.rejects(readEvidence(instance, busy), { name: 'AwsUnavailable' })
})

test('evidence and reports from before there were sizes are read', () => {
  const { sizes: _, ...old } = measured({ dead: 1 }, {}).databases[0] ?? assert.fail()
  const parsed = sourceEvidenceSchema.parse({
    ...Object.fromEntries(
      evidenceNames.filter((name) => !name.startsWith('reclaim')).map((name) => [name, null]),
    ),
    'measure-clone': { databases: [old] },
  })
  const { space, ...report } = buildReport(event(), [parsed], finishedAt)
  assert.deepEqual([space, reportSchema.parse(report).space], [[], []])
})
