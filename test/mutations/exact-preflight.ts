// biome-ignore-all lint/suspicious/noTemplateCurlyInString: texts of the code, as they stand there
import type { Exact } from './mutation.ts'

/** What the preflight of an engine says that has no server here. */
export const exactPreflight: Exact = {
  'a table with a security policy is ready': [
    'functions/engines/sqlserver/table-readiness.ts',
    "if (row.hides === '1')",
    "if (row.hides === '2')",
  ],
  'an index without row locks is ready': [
    'functions/engines/sqlserver/table-readiness.ts',
    "if (row.coarse === '1')",
    "if (row.coarse === '2')",
  ],
  'a disabled foreign key is only odd': [
    'functions/engines/sqlserver/table-readiness.ts',
    'idle(name, tables)))\n    stops.push([',
    'idle(name, tables)))\n    odd.push([',
  ],
  'locks that become those of a table are not told': [
    'functions/engines/sqlserver/table-readiness.ts',
    'if (each * mostRows >= escalates)',
    'if (each * mostRows > escalates * 1000)',
  ],
  'a batch names as many rows as make a lock of a table': [
    'functions/engines/sqlserver/table-readiness.ts',
    'export const mostRows = 2000',
    'export const mostRows = 5000',
  ],
  'a key that a statement follows in another way than the server is only odd': [
    'functions/engines/postgres/table-readiness.ts',
    'stops.push(...(await ask(database, unlikeKeys(',
    'odd.push(...(await ask(database, unlikeKeys(',
  ],
  "a job's routines are read no further than their first": [
    'functions/engines/oracle/jobs.ts',
    'waiting.push(routine.definition)',
    'texts.push(routine.definition)',
  ],
  'a routine of another owner counts as read': [
    'functions/engines/oracle/jobs.ts',
    'unread.add(`${owner}.${name}`)',
    'unread.delete(`${owner}.${name}`)',
  ],
  'a job of DBMS_JOB is stopped as one of DBMS_SCHEDULER': [
    'functions/engines/oracle/words.ts',
    'return number === null\n',
    'return number !== 0\n',
  ],
}
