// biome-ignore-all lint/suspicious/noTemplateCurlyInString: texts of the code, as they stand there
import type { Exact } from './mutation.ts'

/**
 * What stands around the purge: archive and undo, gates, checks, rosters, throttle, and who a
 * server is.
 */
export const exactAround: Exact = {
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
  'files are deleted before their volume is written': [
    'functions/archive/gather.ts',
    'await store.write(volume)\n',
    'await store.remove(found.map(({ name }) => name))\n    await store.write(volume)\n',
  ],
  'files are deleted though their volume is damaged': [
    'functions/archive/gather.ts',
    'if ((await intact(store, volume.name)) === null) throw notAsWritten(volume.name)\n',
    '',
  ],
  'files of a damaged volume of an earlier call are deleted': [
    'functions/archive/gather.ts',
    'return bytes !== null && sumOf(bytes) === readVolumeName(volume)?.sum ? bytes : null',
    'return bytes',
  ],
  'a file that was read wrong is put into a volume, and deleted': [
    'functions/archive/gather.ts',
    'else if (isWhole(one.name, one.bytes)) found',
    'else if (one.bytes.length >= 0) found',
  ],
  'files of any size are gathered': [
    'functions/archive/gather.ts',
    'number === undefined || one.size > largest ?',
    'number === undefined ?',
  ],
  'files that an earlier call has put into a volume stay beside it': [
    'functions/archive/gather.ts',
    'if (twice.length > 0) await store.remove(twice.map(({ name }) => name))\n',
    '',
  ],
  'the undo does not look again for a file that was gathered meanwhile': [
    'functions/aws/read-archive.ts',
    '(await bytesOf(name, places ?? (await look()))) ?? (await bytesOf(name, await look()))',
    'await bytesOf(name, places ?? (await look()))',
  ],
  'archives that cannot be listed keep clones from being swept': [
    'functions/jobs/sweep-run.ts',
    '    unlisted = error\n    return []\n',
    '    unlisted = error\n    throw error\n',
  ],
  'the archive of a purge that is under way is gathered': [
    'functions/jobs/gather-run.ts',
    'if (purged?.done !== true || passed !== true) {',
    'if (passed !== true) {',
  ],
  'the archive of a purge that failed its checks is gathered': [
    'functions/jobs/gather-run.ts',
    'if (purged?.done !== true || passed !== true) {',
    'if (purged?.done !== true) {',
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
  'rows that were put back are not read back': [
    'functions/archive/undo-rows.ts',
    'if (other !== null) return other',
    'if (other !== null) return null',
  ],
  'a dry run puts rows back': [
    'functions/archive/undo-rows.ts',
    'if (dryRun) return void',
    'if (dryRun && rows.length === 0) return void',
  ],
  'an archive file of another sum is put back': [
    'functions/contract/unpack-archive.ts',
    'if (named.sum !== sum) throw damaged(`its SHA-256 is ${sum}`)',
    "if (named.sum === '') throw damaged(`its SHA-256 is ${sum}`)",
  ],
  'a file is unpacked however large it is': [
    'functions/contract/unpack-archive.ts',
    'unpack(bytes, { maxOutputLength: largestFile })',
    'unpack(bytes)',
  ],
  'a file that is no JSON is shown in the error': [
    'functions/contract/unpack-archive.ts',
    'throw new Damaged(`it is not JSON${place}`)',
    'throw new Damaged(`it is not JSON${place}${String(error)}`)',
  ],
  'a file need not be the one that its name says': [
    'functions/contract/unpack-archive.ts',
    'if (file.number !== named.number || file.rule !== named.rule)',
    'if (file.number < 0)',
  ],
  'a row may have other values than its columns': [
    'functions/contract/unpack-archive.ts',
    'if (odd !== null) throw damaged(odd)',
    "if (odd === '') throw damaged(odd)",
  ],
  'digits that do not come back as they were are packed as bytes': [
    'functions/contract/column-writer.ts',
    'if ((digits[bytes[at] ?? 0] ?? none) === none) return false',
    'if (digits[bytes[at] ?? 0] === undefined) return false',
  ],
  'half of a surrogate pair is packed as if it had a place in UTF-8': [
    'functions/contract/column-writer.ts',
    "text.isWellFormed() ? 'utf8' : 'utf16le'",
    "text.isWellFormed() ? 'utf8' : 'utf8'",
  ],
  'a value of another length is taken for one of a column': [
    'functions/contract/column-reader.ts',
    'if (text.length !== characters)',
    'if (text.length < characters)',
  ],
  'what follows the last column of a file is passed over': [
    'functions/contract/unpack-archive.ts',
    'if (!reader.ended)',
    'if (!reader.ended && tables.length < 0)',
  ],
  'a row is packed with other values than its columns': [
    'functions/contract/pack-archive.ts',
    'if (row.length !== columns.length)',
    'if (row.length < 0)',
  ],
  'a file is written that cannot be read': [
    'functions/contract/pack-archive.ts',
    'if (unpacked > largestFile)',
    'if (unpacked > 100 * largestFile)',
  ],
  'a type that nobody knows is archived as a text': [
    'functions/archive/archive.ts',
    "if (odd !== undefined && mode !== 'off')",
    "if (odd !== undefined && mode !== 'off' && odd.type === '')",
  ],
  'a value need not be as long as the server says it is': [
    'functions/archive/archive.ts',
    'if (got !== length)',
    'if (got === -5)',
  ],
  'a FLOAT is archived with six digits': [
    'functions/engines/mysql/to-table.ts',
    "['float', /^(float|double)$/],",
    "['text', /^(float|double)$/],",
  ],
  'bits are archived as a text': [
    'functions/engines/mysql/to-table.ts',
    '(var)?binary|enum|set|bit|vector)$/],',
    "(var)?binary|enum|set|vector)$/],\n  ['text', /^bit$/],",
  ],
  'a TIMESTAMP is archived as its text': [
    'functions/engines/mysql/to-table.ts',
    "['epoch', /^timestamp$/],",
    "['text', /^timestamp$/],",
  ],
  'a row is read however long it is': [
    'functions/archive/keep-rows.ts',
    'if (encoded / 2 > longest) throw tooLong(table, Math.floor(encoded / 2), longest)',
    '',
  ],
  'a row is written however long it is': [
    'functions/archive/keep-rows.ts',
    'if (bytes > longest) throw tooLong(table, bytes, longest)',
    'if (bytes < 0) throw tooLong(table, bytes, longest)',
  ],
  'a file of another run is put back': [
    'functions/archive/undo-totals.ts',
    '...(file.runId === run ? []',
    "...(file.runId !== '' ? []",
  ],
  'a row comes back though its parent stayed out': [
    'functions/archive/undo.ts',
    "else if (hangsOnOneOut(place, row)) collide(row, 'its parent was not put back')\n",
    '',
  ],
  'parents that nobody asked for count as back': [
    'functions/archive/undo.ts',
    'if (there[at] !== true) stayOut(place, row)',
    'if (there[at] === undefined) stayOut(place, row)',
  ],
  'bytes are put into a column of another character set as they are': [
    'functions/archive/undo-place.ts',
    'return converted ? { ...column, converted } : column',
    'return converted && !converted ? { ...column, converted } : column',
  ],
  'a column that is gone ends the undo': [
    'functions/archive/undo.ts',
    'if (table === undefined || gone !== null) {',
    'if (table === undefined) {',
  ],
  'of rows without a key that are the same one comes back': [
    'functions/archive/rows-there.ts',
    'if (!table.unique) taken.set(id',
    'if (table.unique) taken.set(id',
  ],
  'a number with more places than it had is another one': [
    'functions/archive/rows-there.ts',
    "/^-?[\\d: -]*\\d\\.\\d+$/.test(value) ? value.replace(/0+$/, '') : value",
    "/^never$/.test(value) ? value.replace(/0+$/, '') : value",
  ],
  'a row that a CHECK or a trigger refuses ends the undo': [
    'functions/engines/mysql/translate-error.ts',
    "errorNumbers['row refused'][numberOf(error)]",
    "errorNumbers['no index'][numberOf(error)]",
  ],
  'a pause has no end': [
    'functions/throttle/production-permit.ts',
    "(verdict.what === 'pause' && pausedFor >= watching.patience)",
    "(verdict.what === 'pause' && pausedFor < 0)",
  ],
  'an abort level only pauses': [
    'functions/throttle/production-permit.ts',
    "verdict.what === 'abort' ||\n",
    '',
  ],
  'slower is as fast as before': [
    'functions/throttle/production-permit.ts',
    "const factor = verdict.what === 'slow' ? verdict.factor : 1",
    'const factor = 1',
  ],
  'others on production are not given way to': [
    'functions/throttle/pace-control.ts',
    'value - always >= used',
    'value - always >= 100 * used',
  ],
  'an even load is taken for sessions that always run': [
    'functions/throttle/pace-control.ts',
    'pulses: pulses.map((pulse) => ({ ...pulse, running: undefined })),\n  always,',
    'pulses: pulses.map((pulse) => ({ ...pulse, running: undefined })),\n  always: 100,',
  ],
  'replicas that are not counted are taken for threads that always run': [
    'functions/jobs/production-metrics.ts',
    'dialect.server.replicasRun ?',
    'dialect.server.replicasRun || true ?',
  ],
  'what a call has learned of production ends with it': [
    'functions/throttle/production-permit.ts',
    'learned = follower.learned()',
    'learned = null',
  ],
  "the switch's pace is no ceiling": [
    'functions/throttle/pace-follower.ts',
    'Math.min(this.#following.share, ceiling * factor)',
    'this.#following.share',
  ],
  'a missing metric is good news': [
    'functions/throttle/throttle.ts',
    'if (value === null)\n    return {',
    'if (value === null) return null\n  if (false)\n    return {',
  ],
  'the control parameter is asked once': [
    'functions/throttle/read-control.ts',
    'if (last !== null && asked - last.at < holds) return last.control',
    'if (last !== null) return last.control',
  ],
  'silence of the switch lets the purge go on': [
    'functions/throttle/read-control.ts',
    'if (text instanceof Error)\n    throw stop(',
    'if (text instanceof Error && holds > 0) return controlSchema.parse({ stop: false })\n' +
      '  if (text instanceof Error)\n    throw stop(',
  ],
  'a cancel ends no run': [
    'functions/throttle/read-control.ts',
    'if (cancel?.run === runId)',
    'if (cancel?.run === environment)',
  ],
  'a pause that has expired still holds': [
    'functions/contract/control.ts',
    'at < Date.parse(control.until)',
    'at > 0',
  ],
  'the permit is given to the first database only': [
    'functions/jobs/throttle-production.ts',
    '      const { look, pulse, standing } = await',
    '      if (permit !== null) return async () => ({ go: true, share: 1 })\n' +
      '      const { look, pulse, standing } = await',
  ],
  'a token that contradicts the zone does not end the run': [
    'functions/preflight/zone-witness.ts',
    'if (then === null || wall(newest) >= start.getTime() + least - leeway) return',
    'if (then === null || wall(newest) >= 0) return',
  ],
  'a schema that changed since the plan is purged': [
    'functions/jobs/bound-as-planned.ts',
    'if (hash === planned.statementsHash) return { schema, bound }',
    'return { schema, bound }',
  ],
  'a table that filled since the plan is no matter': [
    'functions/jobs/open-planned.ts',
    'if (filled.length > 0)',
    'if (filled.length > 1_000)',
  ],
  'a foreign key that comes while a call runs is no matter': [
    'functions/jobs/open-planned.ts',
    'permit: permitted && watchKeys({ database, dialect, clock }, schema, permitted),',
    'permit: watchKeys === undefined ? undefined : permitted,',
  ],
  'the zone is not asked again before the first batch': [
    'functions/jobs/purge-database.ts',
    'if (from !== null) return\n',
    'if (from === null) return\n',
  ],
  'the window is not looked at while production is purged': [
    'functions/jobs/purge-run.ts',
    'spent: () => surroundings.spent() || isShut(event) || isOver(event, account),',
    'spent: () => surroundings.spent() || isOver(event, account),',
  ],
  "a purge goes on when the run's time is over": [
    'functions/jobs/purge-run.ts',
    'spent: () => surroundings.spent() || isShut(event) || isOver(event, account),',
    'spent: () => surroundings.spent() || isShut(event),',
  ],
  'a failed check does not end the run': [
    'functions/jobs/verify-run.ts',
    'if (failed.length > 0)',
    'if (failed.length > 1_000)',
  ],
  'what was read of a schema that changed meanwhile is a verdict': [
    'functions/jobs/each-database.ts',
    'await persist(open.along, () => lookAgain(job, open, planned))',
    'await persist(open.along, async () => lookAgain)',
  ],
  'a failover that takes longer than some seconds leaves tables as they are': [
    'functions/jobs/reclaim-run.ts',
    'clock.now() - began > patience',
    'clock.now() - began > patience / 60',
  ],
  'the account is written over whatever another call wrote': [
    'functions/aws/fenced-evidence.ts',
    "...(known === null ? { IfNoneMatch: '*' } : { IfMatch: known }),",
    '',
  ],
  'an account that changed counts as unchanged': [
    'functions/aws/fenced-evidence.ts',
    '(await read()).etag === known,',
    "(await read()).etag !== '',",
  ],
  'a write whose answer was lost is refused': [
    'functions/aws/fenced-evidence.ts',
    'if (now.text === text) {',
    "if (now.text === '') {",
  ],
  'the clone of a run that is at work is swept once it is overdue': [
    'functions/jobs/sweep-run.ts',
    "return state === 'ended' || (state === 'unknown' && isPast(deleteAfter))",
    "return state === 'ended' || isPast(deleteAfter)",
  ],
  'the clone of a run that nobody knows is swept at once': [
    'functions/jobs/sweep-run.ts',
    "return state === 'ended' || (state === 'unknown' && isPast(deleteAfter))",
    "return state === 'ended' || state === 'unknown'",
  ],
  'a clone without a date counts as overdue': [
    'functions/jobs/sweep-run.ts',
    'deleteAfter !== null && deleteAfter < Date.now()',
    'deleteAfter === null || deleteAfter < Date.now()',
  ],
  'a clone of another environment is swept': [
    'functions/aws/left-behind.ts',
    'if (!isOurs(server.id, server.tags, environment)) continue',
    "if (!isOurs(server.id, server.tags, tagOf(server.tags, tagKeys.environment) ?? '')) continue",
  ],
  'a dry run sweeps': ['functions/jobs/sweep-run.ts', 'if (!dryRun) await', 'await'],
  'a sweep ends at the first clone that it cannot delete': [
    'functions/jobs/sweep-run.ts',
    '        failures.push(error)\n        return false',
    '        throw error',
  ],
  'a clone of another run is accepted': [
    'functions/aws/clone-server.ts',
    'if (tagOf(clone.tags, tagKeys.runId) !== run.runId)',
    "if (tagOf(clone.tags, tagKeys.runId) === '')",
  ],
  'a clone with the address of production is accepted': [
    'functions/aws/clone-server.ts',
    '|| place(clone) === place(production))',
    ')',
  ],
  'a clone with the identity of production is accepted': [
    'functions/aws/clone-server.ts',
    'if (clone.resourceId === production.resourceId || place',
    'if (place',
  ],
  "a clone without Drydock's tags is accepted": [
    'functions/aws/clone-server.ts',
    'mustBeOurs(source.clone, clone.tags, run.environment)\n',
    'void mustBeOurs\n',
  ],
  'a column that nobody judged is no secret': [
    'functions/rules/text-columns.ts',
    'textColumns[table.toUpperCase()]?.plain?.includes(column.toUpperCase()) !== true',
    'textColumns[table.toUpperCase()]?.secret?.includes(column.toUpperCase()) === true',
  ],
  'a hashed archive holds secrets': [
    'functions/archive/archive.ts',
    "if (mode === 'hashed' && encoding",
    "if (mode === 'off' && encoding",
  ],
  'the oldest snapshot to keep goes': [
    'functions/preflight/snapshot-retention.ts',
    'taken < oldest.taken',
    'taken <= oldest.taken',
  ],
  'an unknown status of RDS counts as usable': [
    'functions/aws/statuses.ts',
    "statuses[status] ?? 'passing'",
    "statuses[status] ?? 'usable'",
  ],
  'a password of the clone that is still pending is no matter': [
    'functions/aws/restored.ts',
    'if (pending?.MasterUserPassword !== undefined)',
    "if (pending?.MasterUserPassword === '')",
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
  'npm run undo accepts a server of the other engine': [
    'local/undo.ts',
    'if (dialect.server.isOurs(version)) return',
    'if (version.length > 0) return',
  ],
  'npm run undo tells a lock in a stack trace': [
    'local/undo-outcome.ts',
    'if (error instanceof DatabaseTrouble) {',
    "if (error instanceof DatabaseTrouble && error.kind !== 'lock timeout') {",
  ],
  'npm run undo that is stopped keeps its totals to itself': [
    'local/undo.ts',
    'if (Object.keys(totals).length > 0) show(totals, apply)\n',
    '',
  ],
  "npm run undo tells a missing privilege in the purge's words": [
    'local/undo-outcome.ts',
    "error.name === 'AccessDenied'",
    "error.name === 'Unexpected'",
  ],
  'a pause by the switch counts as load': [
    'functions/report/throttled.ts',
    "const notOfLoad = ['switch', 'window']",
    "const notOfLoad = ['window']",
  ],
  'a backlog rises by a few rows': [
    'functions/report/backlog.ts',
    'Math.max(left[at - 1] ?? 0, few)',
    '(left[at - 1] ?? 0)',
  ],
  'a rehearsal counts as a purge that left rows': [
    'functions/report/backlog.ts',
    "runs.filter(({ mode }) => mode === 'purge')",
    'runs.filter(({ mode }) => mode !== null)',
  ],
  'a table that was not counted counts as clean': [
    'functions/report/backlog.ts',
    'left !== null && left <= few',
    '(left ?? 0) <= few',
  ],
  'what a purge that stopped midway has left is guessed': [
    'functions/report/counted.ts',
    "if (source['purge-production'] !== null) return null\n",
    '',
  ],
  'a report that was altered counts as whole': [
    'functions/report/chain.ts',
    'sha256(text) === hash',
    "sha256(text) !== ''",
  ],
  'a report that has expired counts as missing': [
    'functions/jobs/earlier-reports.ts',
    'if (now - Date.parse(finishedAt) >= kept) continue\n',
    '',
  ],
  'the mail of a failure leaves out what the runbook says': [
    'functions/report/verdict-mail.ts',
    'runbookSection(headingOf(error.name)),',
    '',
  ],
}
