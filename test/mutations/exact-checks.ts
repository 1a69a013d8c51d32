// biome-ignore-all lint/suspicious/noTemplateCurlyInString: texts of the code, as they stand there
import type { Exact } from './mutation.ts'

/** What judges a purge: gates, checks, counts and rosters. */
export const exactChecks: Exact = {
  'drift looks at the first database, or the first table, only': [
    'functions/gates/drift.ts',
    'const moved = production.databases.flatMap((now) => {',
    'const moved = production.databases.slice(0, 1).flatMap((now) => {',
  ],
  'blast radius looks at the first database, or the first table, only': [
    'functions/gates/blast-radius.ts',
    'databases.flatMap(({ database, tables }) =>\n    tables.flatMap((table) => {\n',
    'databases.slice(0, 1).flatMap(({ database, tables }) =>\n    tables.flatMap((table) => {\n',
  ],
  'a table that was not rehearsed is purged': [
    'functions/gates/moved-rows.ts',
    'if (then === undefined) return [`${name} was not rehearsed.`]',
    'if (then === undefined) return []',
  ],
  'dead rows that went are no drift': [
    'functions/gates/moved-rows.ts',
    '...(Math.abs(deadNow - deadThen) <=',
    '...(deadNow - deadThen <=',
  ],
  'any word confirms the blast radius': [
    'functions/gates/blast-radius.ts',
    'if (run.confirmBlastRadius === true)',
    'if (run.confirmBlastRadius)',
  ],
  'the blast radius leaves out the rows': [
    'functions/gates/blast-radius.ts',
    'if (!tooMany && !tooMuch) return []',
    'if ((tooMany || !tooMany) && !tooMuch) return []',
  ],
  'the size of the archive is judged by the clone alone': [
    'functions/gates/archive-size.ts',
    'const more = dead(production) / Math.max(1, dead(clone))',
    'const more = 1',
  ],
  'an archive of any size lets the purge begin': [
    'functions/gates/gates.ts',
    "  'archive-size': 'ArchiveSize',\n",
    '',
  ],
  'a shut window lets the purge begin': [
    'functions/gates/gates.ts',
    "  window: 'OutsideWindow',\n",
    '',
  ],
  "CheckGates passes the first source's gates only": [
    'functions/check-gates.ts',
    'passGates(judged.flatMap(({ gates }) => gates))',
    'passGates(judged.slice(0, 1).flatMap(({ gates }) => gates))',
  ],
  'the window is open at its end': [
    'functions/gates/window.ts',
    'if (at < opens + ((to - from + day) % day)) return 0',
    'if (at <= opens + ((to - from + day) % day)) return 0',
  ],
  'a purge goes on after its time': [
    'functions/gates/window.ts',
    'return at >= ends || (wait > 0',
    'return (wait > 0',
  ],
  'counts-agree is not judged on production': [
    'functions/checks/counts-agree.ts',
    '        : rows + others >= expected - mayDiffer(limits, expected, hours)\n',
    '        : rows + others >= expected - mayDiffer(limits, expected, hours) || true\n',
  ],
  'survivors are counted and not hashed': [
    'functions/checks/survivors.ts',
    'if (now.rows === expected.rows && now.hash === expected.hash) return []',
    'if (now.rows === expected.rows) return []',
  ],
  'other tables are counted and not hashed': [
    'functions/checks/other-tables.ts',
    'return a.rows === b.rows && a.hash === b.hash\n',
    'return a.rows === b.rows\n',
  ],
  'orphans are no finding': [
    'functions/checks/no-orphan.ts',
    'if (now === 0) return []',
    'if (now >= 0) return []',
  ],
  'a dead row that is left on the clone is borne': [
    'functions/checks/no-dead-row-left.ts',
    "if (left <= due + (target === 'clone' ? 0 : mayDiffer(limits, planned, hours))) return []",
    'if (left <= due + mayDiffer(limits, planned, hours)) return []',
  ],
  'fewer rows go on the clone than were counted': [
    'functions/checks/counts-agree.ts',
    '? rows === expected\n',
    '? rows <= expected\n',
  ],
  'a lost row is forgiven without a doubt': [
    'functions/checks/judge-rosters.ts',
    "const forgiven = doubt !== '' && lost",
    'const forgiven = lost',
  ],
  'a living row in the archive fails nothing': [
    'functions/checks/judge-rosters.ts',
    '  lost === 0\n    ? []\n',
    '  lost >= 0\n    ? []\n',
  ],
  'more rows than the account knows are no matter': [
    'functions/checks/judge-rosters.ts',
    '...(more <= 0 || moving',
    '...(more <= 1_000_000_000 || moving',
  ],
  'an unfinished purge is verified': [
    'functions/checks/verify.ts',
    "purgedSchema.refine(({ done }) => done, 'the purge did not end')",
    "purgedSchema.refine(() => true, 'the purge did not end')",
  ],
  'a row that lived when it was deleted is explained': [
    'functions/measure/roster-explained.ts',
    'if (right) ended++',
    'if (right || !right) ended++',
  ],
  'a row that the application deleted itself is lost': [
    'functions/measure/roster-explained.ts',
    'removed: open.size, lost, examples,',
    'removed: open.size, lost: lost + open.size, examples,',
  ],
  'the search of the archive begins anew with each call': [
    'functions/measure/roster-explained.ts',
    'let { files, ended, lost } = from\n',
    'let { files, ended, lost } = { ...from, files: 0 }\n',
  ],
  'a page of the roster that is not the next one is looked up all the same': [
    'functions/measure/look-up.ts',
    'if (JSON.stringify(one.low) === JSON.stringify(low)) return one.high',
    'if (one.low !== low || one.low === low) return one.high',
  ],
  'a roster of which only a part was looked up is judged': [
    'functions/measure/look-up.ts',
    'if (sought !== undefined && sought.page === pages) return sought',
    'if (sought !== undefined) return sought',
  ],
  'what an earlier call found missing is forgotten': [
    'functions/measure/look-up.ts',
    'return { page, living, missing: [...before, kept] }',
    'return { page, living, missing: [kept] }',
  ],
  'a count of any age is taken for the purge': [
    'functions/gates/counted-once.ts',
    'age >= 0 && age <= fresh',
    'age >= 0 && age <= 1_000 * fresh',
  ],
  'a count without rosters is taken for the purge': [
    'functions/gates/counted-once.ts',
    'return rosters === true && age',
    'return rosters !== false && age',
  ],
  'a count before an approval is taken for the purge': [
    'functions/gates/counted-once.ts',
    "mode === 'purge' && approval === undefined",
    "mode === 'purge' || approval === undefined",
  ],
  'sessions and revoked JWTs have no roster': [
    'functions/measure/roster.ts',
    '(settled || (archived &&',
    '(settled || (archived && !archived &&',
  ],
  'of a table whose rows stay where they are as many may be missing': [
    'functions/checks/survivors.ts',
    'moving.includes(table.table) &&',
    'moving.length >= 0 &&',
  ],
  'of a table whose rows move any number may be missing': [
    'functions/checks/survivors.ts',
    'Math.abs(now.rows - expected.rows) <=',
    'now.rows - expected.rows <=',
  ],
  'of a table whose rows move any number may be there': [
    'functions/checks/survivors.ts',
    'Math.abs(now.rows - expected.rows) <=',
    'expected.rows - now.rows <=',
  ],
}
