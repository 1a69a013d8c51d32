import { preflightNames } from '../../functions/contract/check-names.ts'
import type { Report } from '../../functions/report/schema.ts'
import { tables, t, step, rules } from './large-run.ts'

/**
 * A report with many tables, checks and runs and one check that failed: what a page has to carry.
 */
export const largeReport: Report = {
  outcome: 'failed',
  mode: 'purge',
  runId: 'weekly-2026-03-01',
  environment: 'production',
  startedAt: t(0),
  finishedAt: t(190),
  cutoff: t(-120),
  plannedRules: [],
  seconds: 190 * 60,
  error: {
    name: 'CheckFailed',
    message:
      'no-live-row-lost (production, apimgtdb): 3 rows of IDN_OAUTH2_ACCESS_TOKEN are gone ' +
      'that nobody deleted',
  },
  archived: true,
  backlog: [],
  links: [{ name: 'The execution in Step Functions', url: 'https://example.com/#/run' }],
  next: [
    'Follow docs/runbook.md, heading CheckFailed. Do not purge until every finding is explained.',
    'room-sufficient (wso2-production): make room',
  ],
  warnings: [
    "Production's purge stopped midway; its counts show what it deleted. Every row was dead " +
      'and locked. Start the run again to continue.',
  ],
  preflight: [...preflightNames, ...preflightNames].map((check, n) => ({
    check,
    database: 'wso2-production',
    level: n === 3 ? ('warning' as const) : ('passed' as const),
    detail: 'SELECT_PRIV, DELETE_PRIV on apimgtdb.* are granted, LOCK TABLES is not needed',
    remedy: n === 3 ? 'make room' : '',
  })),
  rules,
  alive: tables.flatMap((table, n) =>
    ['still valid', 'never expires', 'younger than the cutoff'].map((reason) => ({
      database: 'apimgtdb',
      table,
      reason,
      rows: 90000 >> n,
    })),
  ),
  readings: [],
  skipped: [{ rule: 'request-object', database: 'apimgtdb', reason: 'no such table' }],
  leftovers: [{ database: 'apimgtdb', table: 'BAK_X', bytes: 3e9 }],
  uncleaned: [
    { database: 'apimgtdb', table: 'AM_WORKFLOWS', rows: 12_000, bytes: 2e6, why: 'approvals' },
  ],
  checks: ['clone', 'production'].flatMap((target) =>
    Array.from({ length: 26 }, (_, n) => ({
      check: `own:check-number-${n}` as const,
      target: target as 'clone',
      database: 'apimgtdb',
      passed: !(target === 'production' && n === 4),
      detail:
        n === 4
          ? '3 rows of IDN_OAUTH2_ACCESS_TOKEN are gone that nobody deleted'
          : `${9e5 - n} rows and sum 8812381238128381238 before and after`,
    })),
  ),
  smoke: [
    {
      source: 'wso2-production',
      check: 'token-issued',
      passed: true,
      detail: 'an access token by client credentials, 3600 s',
    },
  ],
  smokeLog: [
    'INFO started',
    'WARN a line that is long enough to need a place of its own on a phone, since logs are ' +
      'like that',
  ],
  gates: [
    {
      gate: 'drift',
      source: 'wso2-production',
      passed: true,
      detail: 'Row counts are within the allowed drift; rows newer than the cutoff do not count.',
    },
  ],
  drift: tables.map((table, n) => ({
    database: 'apimgtdb',
    table,
    cloneRows: 9e6 >> n,
    cloneDead: 6e6 >> n,
    productionRows: (9e6 >> n) + (n < 5 ? 812 : 0),
    productionDead: (6e6 >> n) + (n < 5 ? 12 : 0),
  })),
  purges: ['clone', 'production'].map((target) => ({
    source: 'wso2-production',
    target: target as 'clone',
    database: 'apimgtdb',
    rows: 11e6,
    batches: 4100,
    milliseconds: 1.5e6,
  })),
  pace: [
    {
      source: 'wso2-production',
      target: 'clone',
      from: t(60),
      seconds: 32,
      rows: Array.from({ length: 50 }, (_, n) => Math.round(2e5 + 5e4 * Math.sin(n / 3))),
    },
    {
      source: 'wso2-production',
      target: 'production',
      from: t(120),
      seconds: 64,
      rows: Array.from({ length: 58 }, (_, n) =>
        n > 20 && n < 30 ? 0 : Math.round(2e5 + 5e4 * Math.sin(n / 3)),
      ),
    },
  ],
  paceNotes: [
    [
      'clone',
      70,
      'retry',
      12.4,
      'deadlock: Deadlock found when trying to get lock; try restarting transaction',
    ],
    ['production', 121, 'go', 0],
    ['production', 130, 'slow', 0, 'Threads_running 41, more than 32'],
    ['production', 135, 'go', 0],
    ['production', 141.3, 'pause', 640, 'the window is closed'],
    [
      'production',
      155,
      'slow',
      0,
      'replica wso2-replica-1 is 31 s behind, more than 30',
      'history list of 120,000',
    ],
    ['production', 160, 'go', 0],
    ...Array.from(
      { length: 20 },
      (_, n) =>
        [
          'production',
          161 + n / 2,
          'retry',
          50.4,
          'lock timeout: Lock wait timeout exceeded; try restarting transaction',
        ] as const,
    ),
  ].map(
    ([target, at, what, seconds, ...reasons]) =>
      ({
        source: 'wso2-production',
        target,
        at: t(Number(at)),
        what,
        seconds,
        reasons,
      }) as Report['paceNotes'][number],
  ),
  hotQueries: ['token-by-hash', 'token-by-refresh', 'session-by-key'].flatMap((query) =>
    ['clone', 'production'].map((target) => ({
      query,
      target: target as 'clone',
      database: 'apimgtdb',
      asked: 50,
      same: 50,
      medianBefore: 3.2,
      medianAfter: 1.1,
      spreadBefore: 0.4,
      spreadAfter: 0.2,
      slowestBefore: 12.8,
      slowestAfter: 4,
      planBefore: 'IDN_OAUTH2_ACCESS_TOKEN ref IDX_ATH',
      planAfter: 'IDN_OAUTH2_ACCESS_TOKEN ref IDX_ATH',
    })),
  ),
  space: tables.slice(0, 9).map((table, n) => ({
    database: 'apimgtdb',
    table,
    rule: `rule-${n}`,
    bytes: 8e10 / 2 ** n,
    couldReturn: 6e10 / 2 ** n,
    measured: n < 3,
    rebuildSeconds: n < 3 ? 420 : null,
    returned: n === 0 ? 6e10 : null,
    done:
      n === 0
        ? 'rebuilt in production'
        : n === 1
          ? 'not rebuilt in production: another session locked the table'
          : 'not asked for',
  })),
  timeline: [
    step('preflight', 0.2, 1),
    step('take-snapshot', 1, 18),
    step('restore-clone', 18, 45),
    step('measure-clone', 45, 60),
    step('purge-clone', 60, 87),
    step('verify-clone', 87, 100),
    step('smoke-test', 100, 103),
    step('measure-production', 103, 112),
    step('check-gates', 112, 112.1),
    step('ask-approval', 112.1, 113),
    step('delete-clone', 113, 119),
    step('purge-production', 120, 181),
    step('verify-production', 181, 189, 'CheckFailed'),
  ],
  clones: [
    {
      clone: 'drydock-production-x',
      from: 'snapshot',
      startedAt: t(18),
      endedAt: t(119),
      hours: 101 / 60,
      pricePerHour: 0.52,
      cost: (101 / 60) * 0.52,
    },
  ],
  proven: [],
  left: null,
  statementsHash: 'a'.repeat(64),
  previous: { runId: 'weekly-2026-02-22', sha256: 'b'.repeat(64) },
  history: Array.from({ length: 14 }, (_, n) => ({
    runId: `w${n}`,
    outcome: 'succeeded' as const,
    mode: 'purge' as const,
    error: null,
    plannedRules: [],
    finishedAt: new Date(Date.parse('2025-11-23T05:00:00Z') + n * 7 * 864e5).toISOString(),
    tables: rules.map((r) => ({
      database: r.database,
      table: r.table,
      before: r.before,
      dead: r.dead,
      left: r.left,
      rehearsed: r.cloneDeleted,
      deleted: n === 6 ? null : r.productionDeleted + n * 1000,
      after: r.after + n * 50000,
    })),
  })),
}
