/**
 * What PostgreSQL's part of the preflight, and of opening a session, says of a server: by the file
 * that says it, the words that it says, what was done to a server, and the test that did it.
 */
interface Found {
  readonly says: string
  readonly broken: string
  readonly stops: boolean
}

const readiness = 'test/engines/postgres/table-readiness.test.ts'
const risks = 'test/engines/postgres/server-risks.test.ts'
const captured = 'test/engines/postgres/captured-calls.test.ts'

export const findings: Readonly<Record<string, { test: string; found: readonly Found[] }>> = {
  'functions/engines/postgres/table-readiness.ts': {
    test: readiness,
    found: [
      {
        says: 'A row-level security policy hides rows',
        broken: 'a policy on a table',
        stops: true,
      },
      { says: 'do not act (DISABLE TRIGGER ALL)', broken: 'foreign keys are off', stops: true },
      {
        says: 'without a REPLICA IDENTITY',
        broken: 'a table without a key is published',
        stops: true,
      },
      { says: 'subscribers delete the same rows', broken: 'a table is published', stops: false },
      { says: 'Autovacuum is off for', broken: 'autovacuum is off for a table', stops: false },
      {
        says: 'Autovacuum is behind on',
        broken: 'most rows of a table are dead (no test makes them so)',
        stops: false,
      },
      { says: 'No index of', broken: 'a foreign key of 100,500 rows has no index', stops: true },
    ],
  },
  'functions/engines/postgres/unlike-keys.ts': {
    test: 'test/engines/postgres/unlike-keys.test.ts',
    found: [
      {
        says: 'in another way than a statement does',
        broken: 'a child of char(4) refers to a varchar, or two collations meet',
        stops: true,
      },
    ],
  },
  'functions/engines/postgres/judge-risks.ts': {
    test: risks,
    found: [
      { says: 'transaction IDs left', broken: 'few transaction IDs are left', stops: true },
      {
        says: "Production's oldest rows are",
        broken: 'its rows are long not frozen',
        stops: false,
      },
      { says: 'Autovacuum is off on production', broken: 'autovacuum is off', stops: false },
      {
        says: 'Old transactions keep dead rows',
        broken: 'a transaction is left open',
        stops: false,
      },
      { says: 'The replication slot', broken: 'a slot has no reader, or lags', stops: false },
      {
        says: 'Queries on replicas keep dead rows',
        broken: 'a replica tells of its',
        stops: false,
      },
    ],
  },
  'functions/engines/postgres/settings.ts': {
    test: 'test/engines/postgres/server-questions.test.ts',
    found: [
      {
        says: "Production's sessions run with session_replication_role",
        broken: 'sessions run without foreign keys',
        stops: true,
      },
    ],
  },
  'functions/engines/postgres/captured-calls.ts': {
    test: captured,
    found: [
      {
        says: "Each has the name of one of the server's own",
        broken: 'a function or operator of the schema fits a varchar better',
        stops: true,
      },
    ],
  },
}
