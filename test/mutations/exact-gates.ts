// biome-ignore-all lint/suspicious/noTemplateCurlyInString: texts of the code, as they stand there
import type { Exact } from './mutation.ts'

/** A backlog that was confirmed once, which later runs go on with. */
export const exactGates: Exact = {
  'a confirmed backlog has no end': [
    'functions/gates/backlog.ts',
    'rows = Math.min(rows, Math.max(0, dead - goneIn(purged, database, table)))',
    'rows = Math.min(rows, Math.max(0, dead))',
  ],
  'a confirmed backlog grows by what died since': [
    'functions/gates/backlog.ts',
    'rows = Math.min(rows, Math.max(0, dead - goneIn(purged, database, table)))',
    'rows = Math.max(0, dead - goneIn(purged, database, table))',
  ],
  'a confirmed backlog lifts the limits of what died since': [
    'functions/gates/blast-radius.ts',
    "if (backlog.is === 'open' && more.length === 0)",
    "if (backlog.is === 'open')",
  ],
  'a confirmation holds for other rules': [
    'functions/gates/backlog.ts',
    'return terms === asked.terms\n',
    "return terms !== ''\n",
  ],
  'a confirmation holds for ever': [
    'functions/gates/backlog.ts',
    'if (days > confirmedDays || days < 0)',
    'if (days < 0)',
  ],
  'a confirmation holds although its run was rejected': [
    'functions/gates/backlog.ts',
    'if (first === undefined || first.purged === null)',
    'if (first === undefined)',
  ],
  'a confirmation holds after a check failed on production': [
    'functions/gates/backlog.ts',
    'if (one.failed) return',
    'if (one.failed && asked.at === 0) return',
  ],
  'a confirmation holds after a purge that nobody verified': [
    'functions/gates/backlog.ts',
    'if (one.purged !== null && !one.verified)',
    'if (one.purged !== null && asked.at === 0)',
  ],
  'a purge without its account has deleted nothing': [
    'functions/jobs/judge-source.ts',
    'if (purged.data === null && verified.data !== null) return null',
    'if (purged.data === null && !verified.success) return null',
  ],
  'a confirmation of another source holds': [
    'functions/gates/backlog.ts',
    'if (data.environment !== environment || data.source !== source)',
    'if (data.environment !== environment)',
  ],
  'a run that goes on with a backlog is not recorded': [
    'functions/check-gates.ts',
    'for (const { record } of judged) recorded.push(await record())',
    'for (const { record } of judged.slice(1)) recorded.push(await record())',
  ],
  'a backlog is confirmed for every table': [
    'functions/jobs/judge-source.ts',
    '(measured, left) => beyondLimits(run, measured, left),',
    '(one, left) => beyondLimits({ ...run, limits: { ...run.limits, blastRows: 0 } }, one, left),',
  ],
  'a roster may begin in the midst of a table': [
    'functions/measure/roster.ts',
    '  low === null || pages.length > 0\n',
    '  low === null || pages.length >= 0\n',
  ],
  'a count without rosters is taken over': [
    'functions/measure/observe.ts',
    'rosterPages ?? []).length > 0',
    'rosterPages ?? []).length >= 0',
  ],
}
