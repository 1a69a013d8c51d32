/** What an archive file begins with, but its format. */
export const fileHead = {
  runId: 'r',
  source: 'i',
  database: 'd',
  rule: 'tokens',
  cutoff: 'c',
  at: '2026-11-24T09:30:00.250Z',
  schema: 's',
  number: 7,
}
