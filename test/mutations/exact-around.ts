// biome-ignore-all lint/suspicious/noTemplateCurlyInString: texts of the code, as they stand there
import type { Exact } from './mutation.ts'

/** What stands around the purge: settings, throttle, preflight and report. */
export const exactAround: Exact = {
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
  'a token that contradicts the zone does not end the run': [
    'functions/preflight/zone-witness.ts',
    'if (then === null || wall(newest) >= start.getTime() + least - leeway) return',
    'if (then === null || wall(newest) >= 0) return',
  ],
  'a column that nobody judged is no secret': [
    'functions/rules/text-columns.ts',
    'textColumns[table.toUpperCase()]?.plain?.includes(column.toUpperCase()) !== true',
    'textColumns[table.toUpperCase()]?.secret?.includes(column.toUpperCase()) === true',
  ],
  'the oldest snapshot to keep goes': [
    'functions/preflight/snapshot-retention.ts',
    'taken < oldest.taken',
    'taken <= oldest.taken',
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
  'the mail of a failure leaves out what the runbook says': [
    'functions/report/verdict-mail.ts',
    'runbookSection(headingOf(error.name)),',
    '',
  ],
}
