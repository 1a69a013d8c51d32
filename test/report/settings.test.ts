import assert from 'node:assert/strict'
import { test } from 'node:test'
import { settingsCompared } from '../../functions/report/settings.ts'
import { sourceEvidenceSchema } from '../../functions/report/source-evidence.ts'

const evidence = (production: object, clone: object) =>
  sourceEvidenceSchema.pick({ 'preflight-production': true, 'measure-clone': true }).parse({
    'preflight-production': { findings: [], settings: production },
    'measure-clone': {
      databases: [
        {
          database: 'apim',
          schema: '',
          skipped: [],
          leftovers: [],
          plans: [],
          tables: [],
          settings: clone,
        },
      ],
    },
  })

test("the report says how the clone's server differs from production's, and what that means", () => {
  const production = {
    pace: { log_bin: 'ON', binlog_format: 'ROW' },
    outcome: { version: '8.0.40', time_zone: 'SYSTEM' },
    keepsLog: true,
  }
  const clone = {
    pace: { ...production.pace, log_bin: 'OFF' },
    outcome: { ...production.outcome, version: '8.0.41' },
    keepsLog: false,
  }
  assert.deepEqual(settingsCompared('apim', evidence(production, production)), [])
  assert.deepEqual(
    settingsCompared('apim', evidence(production, clone)).map(
      ({ level, detail }) => `${level}: ${detail}`,
    ),
    [
      'passed: The clone writes no binary log, so its pace and disk use differ from ' +
        "production's: log_bin is ON on production, OFF on the clone.",
      'warning: The clone ran with other settings than production: version is 8.0.40 on ' +
        'production, 8.0.41 on the clone.',
    ],
  )
})
