// biome-ignore-all lint/suspicious/noTemplateCurlyInString: texts of the code, as they stand there
import type { Exact } from './mutation.ts'

/** Which rows are dead, in which schema: rules, conditions, keys and what engines tell. */
export const exactRules: Exact = {
  '`before` takes the very instant': [
    'functions/engines/mysql/conditions.ts',
    'AS DATETIME(6)) <\n' +
      "        CAST(${wallTime(expression.instant)} AS DATETIME(6))`\n    case 'lapsed'",
    'AS DATETIME(6)) <=\n' +
      "        CAST(${wallTime(expression.instant)} AS DATETIME(6))`\n    case 'lapsed'",
  ],
  '`lapsed` takes the very instant': [
    'functions/engines/mysql/conditions.ts',
    'MICROSECOND) < CAST(',
    'MICROSECOND) <= CAST(',
  ],
  '`number` takes its end': [
    'functions/engines/mysql/conditions.ts',
    '${value} < CAST(${String(expression.below)} AS SIGNED)`]),',
    '${value} <= CAST(${String(expression.below)} AS SIGNED)`]),',
  ],
  'a period of nothing lapses': [
    'functions/engines/mysql/conditions.ts',
    'CASE WHEN ${period} >= 1 AND',
    'CASE WHEN ${period} >= 0 AND',
  ],
  'an endless period lapses': [
    'functions/engines/mysql/conditions.ts',
    '${period} < ${raw(String(endless))}',
    '${period} < 9 * ${raw(String(endless))}',
  ],
  'the negation of the unknown is unknown': [
    'functions/engines/mysql/conditions.ts',
    '(${condition(expression.of, depth)}) IS NOT TRUE`',
    'NOT (${condition(expression.of, depth)})`',
  ],
  'a state counts by its collation': [
    'functions/engines/mysql/conditions.ts',
    'CAST(${column(depth, expression.column)} AS BINARY) IN (${joined(\n' +
      '        expression.among.map((text) => sql`CAST(${text} AS BINARY)`)',
    '${column(depth, expression.column)} IN (${joined(\n' +
      '        expression.among.map((text) => sql`${text}`)',
  ],
  "a row's hash leaves out the last column": [
    'functions/engines/mysql/mysql-text.ts',
    'const parts = columns.map(({ name: id, long }) => {\n    const value = raw(`${alias}',
    'const parts = columns.slice(0, Math.max(1, columns.length - 1)).map(' +
      '({ name: id, long }) => {\n    const value = raw(`${alias}',
  ],
  'an epoch of 0 counts as past': [
    'functions/rules/resolve.ts',
    '...(condition.any === true ? {} : { from: 1n }),',
    '...(condition.any === true ? {} : { from: 0n }),',
  ],
  'an epoch in seconds is cut, not rounded up': [
    'functions/rules/resolve.ts',
    'times + by - 1n) / by',
    'times) / by',
  ],
  'wall times are judged by the cutoff': [
    'functions/rules/resolve.ts',
    'return { ...condition, instant: around.wall }',
    'return { ...condition, instant: around.cutoff }',
  ],
  'the zone of the wall times is left out': [
    'functions/rules/judge-rules.ts',
    'wall: new Date(cutoff.getTime() + times.least)',
    'wall: new Date(cutoff.getTime())',
  ],
  'a dead row keeps another alive': [
    'functions/rules/resolve.ts',
    '...(other.dead && { where: not(other.dead) }),',
    '',
  ],
  '`exact` of the registry is dropped': [
    'functions/rules/resolve.ts',
    '...(exact && { exact }),',
    '',
  ],
  '`exact` says nothing in SQL': [
    'functions/engines/mysql/conditions.ts',
    'Object.entries((expression.exact && expression.alike) ?? {})',
    'Object.entries((expression.exact && undefined) ?? {} as Record<string, string>)',
  ],
  'rows that share a key are told apart by the key': [
    'functions/walk/statements.ts',
    'return table.unique\n    ? table',
    'return table.unique || table.name !== null\n    ? table',
  ],
  'a nullable unique key serves as key to walk along': [
    'functions/engines/walk-key.ts',
    'columnsOf(index).every(({ nullable }) => !nullable))',
    'columnsOf(index).length > 0)',
  ],
  'a key of a prefix orders the table': [
    'functions/engines/mysql/to-table.ts',
    "(prefix === null || prefix === undefined) && kind === 'BTREE'",
    "kind === 'BTREE'",
  ],
  'the fingerprint leaves out indexes': [
    'functions/engines/mysql/read-schema.ts',
    'JSON.stringify([tables, columns, keys, hidden, foreignKeys])',
    'JSON.stringify([tables, columns, foreignKeys])',
  ],
  'the fingerprint leaves out foreign keys': [
    'functions/engines/mysql/read-schema.ts',
    'JSON.stringify([tables, columns, keys, hidden, foreignKeys])',
    'JSON.stringify([tables, columns, keys, hidden])',
  ],
  'a SET NULL key counts as covered': [
    'functions/rules/uncovered-keys.ts',
    "key.onDelete !== 'SET NULL' &&\n      ",
    '',
  ],
  'a SET DEFAULT key counts as covered': [
    'functions/rules/uncovered-keys.ts',
    "key.onDelete !== 'SET DEFAULT' &&\n      ",
    '',
  ],
  'one column of a foreign key is enough to be covered': [
    'functions/rules/uncovered-keys.ts',
    'pairs.length === key.columns.length &&\n    ',
    '',
  ],
  'a foreign key from another database is no matter': [
    'functions/rules/uncovered-keys.ts',
    'if (tables.some((family) => same(family.table.name, parent)))\n      throw',
    'if (tables.length < 0 && same(parent, parent))\n      throw',
  ],
  'a key that leads back to its own table is as any other': [
    'functions/rules/uncovered-keys.ts',
    'child !== undefined && same(key.table, key.parent))',
    "child !== undefined && same(key.table, '') && same(key.table, key.parent))",
  ],
  'the place counts as taken where another has it': [
    'functions/engines/mysql/mysql.ts',
    "AS got`, ([row]) => row?.got === '1'),",
    'AS got`, ([row]) => row?.got != null),',
  ],
  'a character set that changes in the midst of a purge is not seen': [
    'functions/engines/schema-changes.ts',
    'else if (found.collated !== collated)',
    'else if (found.collated !== collated && found.collated === undefined)',
  ],
  'a database whose name differs in its case is the same one': [
    'functions/engines/mysql/schema-questions.ts',
    '(@@lower_case_table_names > 0',
    '(@@lower_case_table_names >= 0',
  ],
  '`productionShare` is never slept': [
    'functions/walk/rest.ts',
    'share < 1 ? worked / share - rested : 0',
    'share < 0 ? worked / share - rested : 0',
  ],
  'a small table of children is read whole under the lock': [
    'functions/rules/family.ts',
    'on: columnPairs(key), indexes }',
    'on: columnPairs(key), indexes: indexes.slice(0, 0) }',
  ],
  "the last look at a named delete leaves out its start, or its key's index": [
    'functions/engines/mysql/inspect.ts',
    '[text.includes(`FROM \\`${table}\\` ${start}`),',
    '[text.includes(`FROM \\`${table}\\` ${start}`) || true,',
  ],
  'the last look leaves out its rows, or that there is one': [
    'functions/engines/mysql/inspect.ts',
    '[named.length > 0 && namesThem(',
    '[named.length >= 0 || namesThem(',
  ],
  'the last look leaves out the hashes of rows that share a key': [
    'functions/engines/mysql/inspect.ts',
    'keys.flat().filter((value) => value !== null), ...(hashes ?? [])]',
    'keys.flat().filter((value) => value !== null), ...(hashes ?? []).slice(0, 0)]',
  ],
  'the last look leaves out the rest of the key': [
    'functions/engines/mysql/inspect.ts',
    'key.every(({ name }) => text',
    'key.slice(0, 1).every(({ name }) => text',
  ],
  'of a group each row is joined with all of them': [
    'functions/engines/mysql/mysql-named-rows.ts',
    'FROM (SELECT DISTINCT ${',
    'FROM (SELECT ${',
  ],
  'a row may be left where one other rule judges by it': [
    'functions/rules/may-leave.ts',
    '!rules.some(',
    '!rules.every(',
  ],
  'a session may stay by a key that reads differently elsewhere': [
    'functions/rules/may-leave.ts',
    'return table.unique && table.key.every(isPlain)',
    'return table.unique || table.key.every(isPlain)',
  ],
}
