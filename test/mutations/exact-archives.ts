import type { Exact } from './mutation.ts'

/** What is kept of the rows that go, and put back: archive and undo. */
export const exactArchives: Exact = {
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
    'readArchiveName(name) !== null && size <= largest',
    'readArchiveName(name) !== null && size >= 0',
  ],
  'files that an earlier call has put into a volume stay beside it': [
    'functions/archive/gather.ts',
    'if (twice.length > 0) await store.remove(twice.map(({ name }) => name))\n',
    '',
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
  'an undo goes on without files that its archive has lost': [
    'functions/archive/undo-complete.ts',
    'if (lost.length === 0) return\n',
    'if (lost.length >= 0) return\n',
  ],
  'a file of one database stands for that of another': [
    'functions/archive/undo-complete.ts',
    '(there.get(number) ?? 0) < count',
    '!there.has(number)',
  ],
  'the copy of a file in a second folder stands for another file': [
    'functions/archive/undo-complete.ts',
    'counted([...new Set(names)].flatMap(',
    'counted(names.flatMap(',
  ],
  'a file of a batch that stayed stands for one of another database': [
    'functions/archive/undo-complete.ts',
    'if (file !== null && (isPart || !account.done)) return file',
    'if (file !== null) return file',
  ],
  'a file with the number of another in a garbled list is passed over': [
    'functions/archive/undo-complete.ts',
    'if (file === null && lostOf(numbersDue(account), names).length > 0) throw odd',
    '',
  ],
  'a volume whose list cannot be read for now counts as damaged': [
    'functions/archive/stored-archive.ts',
    'if (!isDamaged(error)) throw error\n      tell(volume)',
    'tell(volume)',
  ],
  'an undo goes on without what only a damaged volume has': [
    'functions/archive/undo-complete.ts',
    'for (const volume of unlisted) {',
    'for (const volume of unlisted.slice(unlisted.length)) {',
  ],
  'a damaged file is passed over though its rows are in no other': [
    'functions/archive/undo-complete.ts',
    '!whole.has(database))\n',
    'whole.size === 0)\n',
  ],
  'a damaged copy of a file ends the undo though another is whole': [
    'functions/archive/stored-archive.ts',
    'odd ??= error\n',
    'throw error\n',
  ],
  "a volume's list may name files of any number": [
    'functions/contract/volume.ts',
    '(number < range.first || number > range.last)',
    'number < 0',
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
  'a hashed archive holds secrets': [
    'functions/archive/archive.ts',
    "if (mode === 'hashed' && encoding",
    "if (mode === 'off' && encoding",
  ],
  'npm run undo accepts a server of the other engine': [
    'local/named-server.ts',
    'if (dialect.server.isOurs(version)) return',
    'if (version.length > 0) return',
  ],
  'what a driver says of another protocol has no name': [
    'functions/engines/postgres/dial.ts',
    'throw isForeign(error) ? foreign(error, host, port) : error',
    'throw error',
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
}
