import { reportEventSchema } from '../../functions/contract/steps.ts'
import type { Report } from '../../functions/report/schema.ts'
import {
  evidenceNames,
  sourceEvidenceSchema,
  type SourceEvidence,
} from '../../functions/report/source-evidence.ts'

export const startTime = '2026-03-01T02:00:00.000Z'

export const finishedAt = Date.parse(startTime) + 90_400

export const instance = 'wso2-production'

const secret = 'arn:aws:secretsmanager:eu-west-1:000000000000:secret:wso2'

const deployment = {
  cloneSecurityGroup: 'sg-1',
  evidenceBucket: 'evidence',
  reportTopic: 'arn:aws:sns:eu-west-1:000000000000:reports',
}

export const environment = {
  name: 'example',
  sources: [{ instance, databases: [{ name: 'apim', times: { written: 'UTC' } }], secret }],
}

export const run = {
  runId: 'run-1',
  environment: 'example',
  mode: 'purge',
  startedAt: startTime,
  purgeBy: '2026-03-06T11:00:00.000Z',
  endsBy: '2026-03-07T02:00:00.000Z',
  cutoff: '2026-03-01T00:00:00.000Z',
  rules: [],
  archive: { mode: 'full' },
  statementsHash: 'abc123',
  keepSnapshots: 4,
  deployment,
  limits: { batchMilliseconds: 250, productionShare: 0.5, driftRows: 100, driftShare: 0.01 },
  clone: {},
}

export const source = {
  kind: 'instance' as const,
  name: instance,
  secret,
  snapshot: 'drydock-s',
  clone: 'drydock-c',
  databases: [
    {
      name: 'apim',
      statementsHash: 'abc',
      times: { written: 'UTC', least: 0, most: 0, newest: null },
    },
  ],
}

type Counts = Readonly<Record<string, number>>

/** The keys that only the purge reads (schema, hash) are there, as the steps leave them. */
export const measured = (token: Counts, scope: Counts) => {
  const classes = (counts: Counts) =>
    Object.entries(counts).map(([name, rows]) => ({
      name,
      rows,
      hash: '7',
      other: name === 'never expires' ? rows : 0,
    }))
  return {
    databases: [
      {
        database: 'apim',
        schema: 'f00',
        skipped: [{ rule: 'request-object', reason: 'no such table' }],
        leftovers: [{ table: 'BAK_TOKEN', bytes: 3e6 }],
        uncleaned: [{ table: 'AM_WORKFLOWS', rows: 12, bytes: 2e6, why: 'approvals' }],
        plans: [],
        sizes: [{ table: 'TOKEN', data: 80e6, index: 20e6, free: 5e6 }],
        tables: [
          {
            table: 'TOKEN',
            rule: 'token',
            kind: 'rule',
            classes: classes(token),
            settled: true,
            reading: 'safe',
          },
          {
            table: 'SCOPE',
            rule: 'token',
            kind: 'child',
            classes: classes(scope),
            settled: false,
            reading: null,
          },
          {
            table: 'USERS',
            rule: '',
            kind: 'other',
            classes: classes({ 'still valid': 3 }),
            settled: false,
            reading: null,
          },
        ],
      },
    ],
  }
}

export const purged = (token: number, done = true) => ({
  done,
  progress: null,
  databases: [
    {
      database: 'apim',
      tables: [{ table: 'TOKEN', rows: token, old: token, hash: '7' }],
      milliseconds: 5,
      batches: 1,
    },
  ],
})

export const check = (target: string, passed: boolean, detail = 'fine') => ({
  check: 'no-dead-row-left',
  target,
  database: 'apim',
  passed,
  detail,
})

export const verified = ({ databases }: ReturnType<typeof measured>, ...checks: unknown[]) => ({
  databases: databases.map((one) => ({ ...one, checks })),
})

export const before = measured(
  { dead: 40, 'still valid': 50, 'never expires': 10 },
  { dead: 80, 'still valid': 20 },
)

export const after = measured({ 'still valid': 50, 'never expires': 10 }, { 'still valid': 20 })

/** What a whole purge leaves, in the order in which it is left. */
export const whole: Readonly<Record<keyof SourceEvidence, unknown>> = {
  'prove-clone': {
    databases: [
      {
        database: 'apim_db',
        version: '10.11.19-MariaDB',
        schema: 'a'.repeat(64),
        settings: { sql_mode: '' },
        ...{ shapes: 574, keys: 7, rules: 18, rows: 2800, milliseconds: 5250 },
      },
    ],
  },
  'measure-clone': before,
  'purge-clone': purged(40),
  'verify-clone': verified(after, check('clone', true)),
  'measure-production': measured(
    { dead: 41, 'still valid': 50, 'younger than the cutoff': 9 },
    { dead: 82 },
  ),
  gates: { gates: [{ gate: 'drift', source: instance, passed: true, detail: 'as it was' }] },
  'recount-production': measured(
    { dead: 41, 'still valid': 50, 'younger than the cutoff': 3 },
    { 'still valid': 20 },
  ),
  'purge-production': purged(41),
  'preflight-production': {
    findings: [
      {
        check: 'room-sufficient',
        database: 'wso2-production',
        level: 'warning',
        detail: 'little',
        remedy: 'more',
      },
    ],
  },
  'reclaim-clone': {
    databases: [
      {
        database: 'apim',
        tables: [
          {
            table: 'TOKEN',
            asked: true,
            before: { table: 'TOKEN', data: 60e6, index: 20e6, free: 20e6 },
            after: { table: 'TOKEN', data: 20e6, index: 8e6, free: 2e6 },
            seconds: 90,
            reason: '',
          },
        ],
      },
    ],
  },
  'reclaim-production': {
    databases: [
      {
        database: 'apim',
        tables: [
          {
            table: 'TOKEN',
            asked: true,
            before: { table: 'TOKEN', data: 60e6, index: 20e6, free: 20e6 },
            after: null,
            seconds: 4,
            reason: 'another session locked the table',
          },
        ],
      },
    ],
  },
  smoke: {
    checks: [{ check: 'token-issued', passed: true, detail: 'fine' }],
    log: ['started <here>'],
  },
  'verify-production': verified(
    measured({ 'still valid': 55 }, { 'still valid': 22 }),
    check('production', true),
  ),
}

export const left = (...names: readonly (keyof SourceEvidence)[]): SourceEvidence =>
  sourceEvidenceSchema.parse(
    Object.fromEntries(
      evidenceNames.map((name) => [name, names.includes(name) ? whole[name] : null]),
    ),
  )

export const event = (more: Readonly<Record<string, unknown>> = {}) =>
  reportEventSchema.parse({
    execution: { name: 'run-1', startTime },
    environment,
    deployment,
    plan: { run, sources: [source] },
    failure: null,
    ...more,
  })

export const counts = ({ rules }: Report) =>
  rules.map(({ table, before, dead, cloneDeleted, productionDeleted, after }) => [
    table,
    before,
    dead,
    cloneDeleted,
    productionDeleted,
    after,
  ])
