// biome-ignore-all lint/suspicious/noTemplateCurlyInString: texts of the code, as they stand there
import type { Exact } from './mutation.ts'

/** How rows go: the batch, its rows and children under their locks, and its place. */
export const exactPurge: Exact = {
  "the statements' hash leaves out the schema's fingerprint": [
    'functions/purge/statements-hash.ts',
    'conditionsOf(dialect, bound), schema.fingerprint]),',
    'conditionsOf(dialect, bound), schema.database]),',
  ],
  'a locked row need not be the row that was read': [
    'functions/purge/lock-batch.ts',
    'if (!isSum(sum, part.length, hashSum(part)))\n      note(',
    'if (sum === undefined && !isSum(sum, part.length, hashSum(part)))\n      note(',
  ],
  'a row that lives by another table goes': [
    'functions/purge/lock-batch.ts',
    'if (!looksElsewhere(dead) || conflicts.size > 0) return conflicts',
    'if (looksElsewhere(dead) || conflicts.size >= 0) return conflicts',
  ],
  'children that changed are no matter': [
    'functions/purge/lock-batch.ts',
    "if ((found.get(keyId(one.key)) ?? '0 0') !== `${expected.rows} ${expected.hash}`)",
    "if (false && (found.get(keyId(one.key)) ?? '0 0') !== `${expected.rows} ${expected.hash}`)",
  ],
  'children are counted and not compared': [
    'functions/purge/lock-batch.ts',
    'if (isSum(sum, total, hash)) continue',
    'if (sum?.rows === total && hash >= 0n) continue',
  ],
  'children that only have the names of those that were read go': [
    'functions/purge/lock-batch.ts',
    'const byName = named !== null && conflicts.size === 0',
    'const byName = named === null && conflicts.size === 0',
  ],
  'children of another collation are named by what they refer to': [
    'functions/purge/children-by-reference.ts',
    '  one.collated === other.collated &&\n',
    '',
  ],
  'children are named by values that their own type cuts off': [
    'functions/purge/children-by-reference.ts',
    '...(part.type !== undefined && { type: part.type })',
    '...(part.type === undefined && { type: part.type })',
  ],
  'children at the end of two joins are named by the first': [
    'functions/purge/children-by-reference.ts',
    'more.length > 0 || ',
    '',
  ],
  'children of rows that share keys are named by these': [
    'functions/purge/children-by-reference.ts',
    ' || !table.unique) return null',
    ') return null',
  ],
  'children that refer to more than the key are named by that': [
    'functions/purge/children-by-reference.ts',
    '  if (pairs.length !== key.length) return null\n',
    '',
  ],
  "a key of several columns is named in the children's order": [
    'functions/purge/children-by-reference.ts',
    'same(parent, part.name))?.[0]',
    "same(parent, part.name) || parent !== '')?.[0]",
  ],
  "a batch is deleted without the purge's place": [
    'functions/purge/take-batch.ts',
    '    await takePlace(within, along.dialect, bound.database)\n',
    '',
  ],
  'all databases share one place': [
    'functions/purge/purge-place.ts',
    ".update(database).digest('hex')",
    ".update('').digest('hex')",
  ],
  'one living row of a batch is let go': [
    'functions/purge/live-guard.ts',
    'if (living > 0)',
    'if (living > 1)',
  ],
  'rows that went need not be as many as were locked': [
    'functions/purge/take-batch.ts',
    'if (deleted !== expected)',
    'if (deleted < 0 * expected)',
  ],
  'the schema of a batch is not looked at before it goes': [
    'functions/purge/take-batch.ts',
    '    await refuseChangedTables(within, along.dialect, bound.database, tables)\n',
    '',
  ],
  'a trigger that is made in the midst of a purge runs in the batches to come': [
    'functions/purge/take-batch.ts',
    '    await refuseNewTriggers(within, along.dialect, bound.database, tables, taking.triggers)\n',
    '',
  ],
  'a trigger that was not measured is taken for known': [
    'functions/purge/delete-triggers.ts',
    'measured === undefined ? [] : seen',
    'measured === undefined ? [] : seen.slice(seen.length)',
  ],
  'a foreign key that is added in the midst of a purge takes rows along': [
    'functions/purge/take-batch.ts',
    '    await refuseNewKeys(within, along.dialect, bound, tables)\n',
    '',
  ],
  'a foreign key that is added from another database takes rows along': [
    'functions/purge/same-tables.ts',
    'if (names.some((one) => same(one, parent)))',
    'if (names.length === 0)',
  ],
  'the next batch is read ahead where the database is to rest': [
    'functions/purge/read-ahead.ts',
    'permit.share === 1 && reader.apart &&',
    'reader.apart &&',
  ],
  'the next batch is read ahead where rows are judged by what goes': [
    'functions/purge/read-ahead.ts',
    'permit.share === 1 && reader.apart &&',
    'permit.share === 1 &&',
  ],
  'a batch has as many rows as before, however short its time': [
    'functions/purge/read-ahead.ts',
    '  reader.deleting.aim(batchMilliseconds)\n',
    '',
  ],
  'a batch goes in another session than the one that recorded it': [
    'functions/purge/take-batch.ts',
    'if (along.database.sessions() !== session)',
    'if (along.database.sessions() < session)',
  ],
  'rows that changed or are held are deleted all the same': [
    'functions/purge/take-batch.ts',
    'if (standing.size > 0) throw new Conflict(standing)',
    'if (standing.size > 1_000_000) throw new Conflict(standing)',
  ],
  'the application is not asked before rows go': [
    'functions/purge/take-batch.ts',
    'if (question !== null) await refuseLiving(',
    'if (question !== null && batch.rows.length < 0) await refuseLiving(',
  ],
  'a batch is stopped only where all of its rows live': [
    'functions/purge/live-guard.ts',
    'if (living > 0)',
    'if (living >= candidates.length)',
  ],
  'a row is locked by its own key alone, whatever key its children refer to': [
    'functions/purge/referred.ts',
    'return [...all.values()]',
    'return [...all.values()].slice(0, 0)',
  ],
  'of a session one row stays, and the others go': [
    'functions/purge/next-batch.ts',
    'const all = await persist(take.along, () => wholeGroups(take, rows, mostStaying))',
    'const all = await persist(take.along, async () => (wholeGroups, rows))',
  ],
  'what stays of a session is forgotten with the batch': [
    'functions/purge/next-batch.ts',
    'const without = new Set(work.account.staying)',
    'const without = new Set<string>()',
  ],
  'the rest of a range is read on with whatever the batch before': [
    'functions/purge/read-ahead.ts',
    'const known = reader.remaining?.low === low ? reader.remaining : null',
    'const known = reader.remaining',
  ],
  'keys that the collation takes for one are told apart by their bytes': [
    'functions/purge/read-by-keys.ts',
    "if (table.unique || table.key.every(({ kind }) => kind !== 'text')) return true",
    'if (table.key.length > 0) return true',
  ],
  'the children of a batch are not counted for its size': [
    'functions/purge/read-in-chunks.ts',
    'bytes += bytesOf(row) + (sizes.get(id) ?? 0)',
    'bytes += bytesOf(row) + 0 * (sizes.get(id) ?? 0)',
  ],
  'children come in one answer, however many': [
    'functions/purge/read-in-chunks.ts',
    'own.length > 1 ? largest : null,',
    'own.length > 1_000_000 ? largest : null,',
  ],
  'rows that others hold are not left out': [
    'functions/purge/read-in-chunks.ts',
    'if (without.has(id)) left++\n      else {',
    'if (without.size < 0) left++\n      else {',
  ],
  'a group is read once for every part of its rows': [
    'functions/purge/left-rows.ts',
    'if (!found.has(id)) part.push(',
    "if (id !== '') part.push(",
  ],
  'any number of rows may be told to stay': [
    'functions/purge/next-batch.ts',
    'if (account.staying.size > mostStaying)',
    'if (account.staying.size > 1_000 * mostStaying)',
  ],
  'told to stop, a purge tries a batch again': [
    'functions/purge/next-batch.ts',
    'if (asked++ > 0 && settled && (await stopped())) return null',
    'if (asked < 0) return null',
  ],
  'told to stop, a purge waits for the other rows of its batch': [
    'functions/purge/held-rows.ts',
    'if (held.size === mostWaits || (await stopped())) break',
    'if (held.size === mostWaits) break',
  ],
  'a batch is tried again though the call ends': [
    'functions/purge/next-batch.ts',
    'if (along.spent()) return true\n',
    '',
  ],
  'a batch is tried again without a permit': [
    'functions/purge/next-batch.ts',
    'return next?.go === false',
    'return next?.go === false && along.spent()',
  ],
  'a row has to live at all instants to be alive': [
    'functions/purge/live-guard.ts',
    "condition: { is: 'any', of: moments",
    "condition: { is: 'all', of: moments",
  ],
  'a column of a key counts as its beginning': [
    'functions/purge/referred.ts',
    'key.slice(0, columns.length).some(',
    'key.some(',
  ],
}
