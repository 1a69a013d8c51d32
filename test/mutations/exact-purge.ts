// biome-ignore-all lint/suspicious/noTemplateCurlyInString: texts of the code, as they stand there
import type { Exact } from './mutation.ts'

/** How rows go: rules, conditions, the schema, the batch, its account and its place. */
export const exactPurge: Exact = {
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
  "the statements' hash leaves out the schema's fingerprint": [
    'functions/purge/statements-hash.ts',
    'conditionsOf(dialect, bound), schema.fingerprint]),',
    'conditionsOf(dialect, bound), schema.database]),',
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
  'the place counts as taken where another has it': [
    'functions/engines/mysql/mysql.ts',
    "AS got`, ([row]) => row?.got === '1'),",
    'AS got`, ([row]) => row?.got != null),',
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
  '`productionShare` is never slept': [
    'functions/walk/rest.ts',
    'share < 1 ? worked / share - rested : 0',
    'share < 0 ? worked / share - rested : 0',
  ],
  'a failed archive write is ignored, and the rows go': [
    'functions/purge/keep-batch.ts',
    '      account.rolledBack(file)\n      throw archived.reason\n',
    '',
  ],
  'a failed write of the account is ignored, and the rows go': [
    'functions/purge/keep-batch.ts',
    "    if (accounted.status === 'rejected') throw accounted.reason\n",
    '',
  ],
  'a batch that is not archived stays in doubt': [
    'functions/purge/keep-batch.ts',
    '      account.rolledBack(file)\n      throw archived.reason\n',
    '      throw archived.reason\n',
  ],
  'a batch goes before its file and its entry are confirmed': [
    'functions/purge/try-batch.ts',
    '  await kept.confirmed\n',
    '',
  ],
  'a batch that was kept goes although another call was here': [
    'functions/purge/try-batch.ts',
    'work.kept.session !== session ||',
    'work.kept.session > session ||',
  ],
  'a batch that was kept keeps its size when others come': [
    'functions/purge/try-batch.ts',
    ' || attempt.permit.share < 1)',
    ')',
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
  'the batch that was kept after one that stays goes before it': [
    'functions/purge/try-batch.ts',
    'if (locked instanceof Conflict) await letGo(work)',
    '',
  ],
  'a batch that was let go is not void': [
    'functions/purge/keep-batch.ts',
    '    work.account.rolledBack(kept.file)\n',
    '',
  ],
  'what was recorded ahead stays in doubt when a call ends': [
    'functions/purge/purge.ts',
    '      await letGo(work).catch(() => undefined)\n',
    '',
  ],
  'the batch that was recorded ahead is forgotten with the call': [
    'functions/purge/purge-account.ts',
    '[from?.doubt, from?.ahead].filter(',
    '[from?.doubt].filter(',
  ],
  'the batch that is recorded ahead is not told of': [
    'functions/purge/purge-account.ts',
    '      ...(ahead && { ahead }),\n',
    '',
  ],
  'the batch after one that was rolled back stays in doubt': [
    'functions/purge/purge-account.ts',
    'this.#doubts = this.#doubts.slice(0, at)',
    'this.#doubts = this.#doubts.filter((_, one) => one !== at)',
  ],
  'of two batches in doubt one is settled': [
    'functions/purge/settle-doubt.ts',
    'for (let { doubt } = account; doubt !== undefined; { doubt } = account)',
    'for (const { doubt } of account.doubt === undefined ? [] : [{ doubt: account.doubt }])',
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
  'a small table of children is read whole under the lock': [
    'functions/rules/family.ts',
    'on: columnPairs(key), indexes }',
    'on: columnPairs(key), indexes: indexes.slice(0, 0) }',
  ],
  'the account is not kept before the first file': [
    'functions/purge/purge.ts',
    'await checkpoint(account.progress())',
    'if (from === null) await checkpoint(account.progress())',
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
  'what stays of a session is forgotten with the call': [
    'functions/purge/purge-account.ts',
    'this.staying = new Set(from?.staying)',
    'this.staying = new Set()',
  ],
  'what is pinned to a row that had to stay goes': [
    'functions/purge/try-batch.ts',
    'staying.size > 0 ? new Conflict(staying, true) : keepBatch(',
    'keepBatch(',
  ],
  'a batch in doubt is told by one row that is there': [
    'functions/purge/settle-doubt.ts',
    'const undone = same > 0 && same >= witnesses.length / 2',
    'const undone = same > 0',
  ],
  'a batch in doubt is told by its keys alone': [
    'functions/purge/settle-doubt.ts',
    'const same = witnesses.filter((one) => there.has(rowAsRead(one))).length',
    'const same = there.size',
  ],
  'a batch in doubt is told by every row that tells it': [
    'functions/purge/settle-doubt.ts',
    'const undone = same > 0 && same >= witnesses.length / 2',
    'const undone = same === witnesses.length',
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
  'a lost connection is taken for a batch that was rolled back': [
    'functions/purge/commit-batch.ts',
    "if (!(error instanceof DatabaseTrouble && error.kind === 'connection lost'))\n" +
      '      account.rolledBack()',
    'account.rolledBack()',
  ],
  'a batch in doubt is never settled': [
    'functions/purge/settle-doubt.ts',
    'for (let { doubt } = account; doubt !== undefined; { doubt } = account)',
    'for (let { doubt } = account; doubt === null; { doubt } = account)',
  ],
  'a batch in doubt is taken for rolled back': [
    'functions/purge/settle-doubt.ts',
    '  if (undone) account.rolledBack()\n  else account.committed()\n  return !undone',
    '  account.rolledBack()\n  return undone && false',
  ],
  'the account is not kept before a commit': [
    'functions/purge/purge-account.ts',
    '    await this.#keep(this.progress())\n',
    '',
  ],
  'a batch is counted twice': [
    'functions/purge/purge-account.ts',
    'for (const entry of gone) this.#add(entry)',
    'for (const entry of [...gone, ...gone]) this.#add(entry)',
  ],
  'hash sums are added as doubles': [
    'functions/purge/purge-account.ts',
    'hash: String(BigInt(sum.hash) + BigInt(hash)),',
    'hash: String(BigInt(Number(sum.hash) + Number(hash))),',
  ],
  'the file of a batch that went stays void': [
    'functions/purge/purge-account.ts',
    'if (at >= 0) this.#void.splice(at, 1)',
    'if (at < 0) this.#void.splice(at, 1)',
  ],
  'the number of a file is given twice': [
    'functions/purge/purge-account.ts',
    'return this.#files++\n  }',
    'return this.#files\n  }',
  ],
  'the file of a batch that was rolled back is not void': [
    'functions/purge/purge-account.ts',
    'if (!this.#void.includes(file)) this.#void.push(file)',
    'this.#void.splice(this.#void.indexOf(file), 1)',
  ],
  'the file of a call that was killed is not void': [
    'functions/purge/purge-account.ts',
    'if (from !== null) this.#void.push(this.#files++)',
    'if (from !== null) this.#files++',
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
  'a row that may not be left is left': [
    'functions/purge/commit-batch.ts',
    'if (leaving) return conflict',
    'if (leaving || !leaving) return conflict',
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
  'a row that was there again counts as come back': [
    'functions/purge/purge-account.ts',
    'out: sum.out + present + collided',
    'out: sum.out + collided',
  ],
  'the undo of a table is tried on where rows did not come back': [
    'functions/purge/purge-account.ts',
    'return rows > 0 && out === 0 &&',
    'return rows > 0 && out >= 0 &&',
  ],
}
