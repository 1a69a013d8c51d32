import type { Report } from '../../functions/report/schema.ts'

export const tables = [
  'IDN_OAUTH2_ACCESS_TOKEN',
  'IDN_OAUTH2_ACCESS_TOKEN_SCOPE',
  'IDN_OAUTH2_AUTHORIZATION_CODE',
  'IDN_AUTH_SESSION_STORE',
  ...Array.from({ length: 18 }, (_, n) => `IDN_SOME_OTHER_LONG_TABLE_${n}`),
]
/** Minutes after the run's start. */
export const t = (m: number) =>
  new Date(Date.parse('2026-03-01T02:00:00Z') + m * 60_000).toISOString()
export const step = (
  s: Report['timeline'][number]['step'],
  a: number,
  b: number,
  error: string | null = null,
): Report['timeline'][number] => ({
  source: 'wso2-production',
  step: s,
  startedAt: t(a),
  endedAt: t(b),
  calls: 3,
  done: error === null,
  error,
})
export const rules = tables.map((table, n) => ({
  rule: `rule-${n}`,
  database: 'apimgtdb',
  table,
  before: 9e6 >> n,
  dead: n < 9 ? 6e6 >> n : 0,
  cloneDeleted: n < 9 ? 6e6 >> n : 0,
  productionBefore: (9e6 >> n) + 800,
  productionNew: 3,
  productionDead: null,
  productionDeleted: n < 9 ? (6e6 >> n) + 12 : 0,
  after: 3e6 >> n,
  left: 0,
}))
