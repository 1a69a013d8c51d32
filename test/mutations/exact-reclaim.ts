import type { Exact } from './mutation.ts'

/** Disk that comes back, its rebuilds and their task, and how far behind replicas are. */
export const exactReclaim: Exact = {
  "the writer's lag of Aurora PostgreSQL counts as a reader's": [
    'functions/engines/postgres/server-questions.ts',
    "aurora_replica_status() WHERE ' +\n        \"session_id <> 'MASTER_SESSION_ID'\"",
    "aurora_replica_status()'",
  ],
  "readers' lag counts in seconds": [
    'functions/jobs/production-metrics.ts',
    "'replica-lag', id, milliseconds / 1000",
    "'replica-lag', id, milliseconds",
  ],
  'a reader that was deleted lags for ever': [
    'functions/jobs/production-metrics.ts',
    'milliseconds < stale && server.replicas.includes(id)',
    'server.replicas.includes(id)',
  ],
  'lag that nobody tells any more counts as none': [
    'functions/jobs/production-metrics.ts',
    'if (readers === null && !throttle.cloudWatch)',
    'if (readers !== null && !throttle.cloudWatch)',
  ],
  'the report leaves out how the space of a table comes back': [
    'functions/report/space.ts',
    '          ...(words?.spaceLeft !== undefined && { rest: words.spaceLeft }),\n',
    '',
  ],
  'production rebuilds as fast as the clone': [
    'functions/reclaim/foresee.ts',
    'const longer = 1.5',
    'const longer = 1',
  ],
  'an update counts as one row of the changes beside a rebuild': [
    'functions/reclaim/foresee.ts',
    ' * 2 * uneven',
    ' * uneven',
  ],
  'changes that nobody knows fit beside a rebuild': [
    'functions/reclaim/foresee.ts',
    'if (kept === null || rate === null)\n',
    'if (kept === null && rate === null)\n',
  ],
  'changes of rows that count as empty take nothing': [
    'functions/reclaim/foresee.ts',
    'Math.max(length, 64)',
    'Math.max(length, 0)',
  ],
  "replicas' lag counts as the clone's time": [
    'functions/reclaim/foresee.ts',
    'const seconds = Math.ceil(foreseenSeconds(onClone))',
    'const seconds = Math.ceil(onClone)',
  ],
  'replicas may lag up to the level at which a purge pauses, and a second more': [
    'functions/reclaim/foresee.ts',
    'seconds < level ||',
    'seconds <= level ||',
  ],
  'a rebuild begins in half the time that it takes': [
    'functions/reclaim/foresee.ts',
    '  left >= onClone\n',
    '  left >= onClone / 2\n',
  ],
  'a second copy may take the last tenth of the storage': [
    'functions/reclaim/space.ts',
    'fileBytes(size) + (storage ?? freeStorage) * 0.1',
    'fileBytes(size) + (storage ?? freeStorage) * 0',
  ],
  'room that is unknown counts as enough': [
    'functions/reclaim/space.ts',
    "    return 'the free storage is unknown (CloudWatch has no FreeStorageSpace)'\n",
    '    return null\n',
  ],
  'a copy may grow until the storage is full': [
    'functions/reclaim/space.ts',
    'freeStorage >= (storage ?? 0) * 0.1',
    'freeStorage >= 0',
  ],
  'storage that is no longer told counts as free': [
    'functions/reclaim/space.ts',
    "return 'the free storage is unknown now, which it was not before'",
    'return null',
  ],
  'production is rebuilt where no clone was': [
    'functions/reclaim/reclaim.ts',
    "  if (live && rehearsed === undefined) return 'it was not rebuilt on the clone'\n",
    '',
  ],
  "production is rebuilt where the clone's rebuild failed": [
    'functions/reclaim/reclaim.ts',
    'if (live && rehearsed?.after === null)',
    'if (!live && rehearsed?.after === null)',
  ],
  'a call rebuilds what takes longer than it': [
    'functions/reclaim/reclaim.ts',
    'if (live && needsLonger(rehearsed, limit))',
    'if (!live && needsLonger(rehearsed, limit))',
  ],
  'unknown room stops no production': [
    'functions/reclaim/reclaim.ts',
    '(live || storage.freeStorage !== null)',
    '(!live || storage.freeStorage !== null)',
  ],
  'a rebuild is begun again after hours': [
    'functions/reclaim/rebuild.ts',
    'if (along.clock.now() - lostAt > patience || ',
    'if (',
  ],
  'a rebuild whose connection is lost goes on unwatched': [
    'functions/reclaim/rebuild.ts',
    '        await endLeft({ database, dialect, left })\n',
    '',
  ],
  'a rebuild that is kept out at its end is begun six times': [
    'functions/reclaim/rebuild.ts',
    'else if (took > once)\n',
    'else if (took > once * 1e6)\n',
  ],
  "another's rebuild is ended as one that was cut off": [
    'functions/reclaim/claim.ts',
    'if (holder !== null && !left.has(holder.id))\n',
    "if (holder !== null && left.has('none'))\n",
  ],
  "whoever looks after a rebuild ends another's": [
    'functions/reclaim/claim.ts',
    'if (holder === null || !left.has(holder.id)) return false',
    'if (holder === null) return false',
  ],
  'a rebuild that was cut off is left to go on': [
    'functions/reclaim/claim.ts',
    '  if (holder !== null) await dialect.upkeep.endSession(database, holder.id)\n',
    '',
  ],
  'a disk that nobody sees fill up ends no rebuild': [
    'functions/jobs/watch-rebuild.ts',
    'if (++unanswered < 2) return null',
    'if (++unanswered < 99) return null',
  ],
  'AWS that does not tell once ends a rebuild': [
    'functions/jobs/watch-rebuild.ts',
    'if (++unanswered < 2) return null',
    'if (++unanswered < 1) return null',
  ],
  'looks that AWS answered between two that it did not are forgotten': [
    'functions/jobs/watch-rebuild.ts',
    '      unanswered = 0\n',
    '',
  ],
  'a rebuild goes on after its window': [
    'functions/jobs/reclaim-run.ts',
    "        return 'the window closed before it was done'\n",
    '        return null\n',
  ],
  'a rebuild goes on while the switch says pause': [
    'functions/jobs/reclaim-run.ts',
    'return now.pause ? switchPauses : null',
    'return null',
  ],
  'a switch that cannot be read lets a rebuild go on': [
    'functions/jobs/reclaim-run.ts',
    '        return reasonOf(error)\n      }\n    },',
    "        return error === undefined ? '' : null\n      }\n    },",
  ],
  'a rebuild does not look at production': [
    'functions/jobs/reclaim-table.ts',
    '(await call.refused()) ?? (await watch.refused())',
    'await call.refused()',
  ],
  'a rebuild begins while production is not calm': [
    'functions/jobs/foresee-rebuild.ts',
    'refused: await watch.calm(patience)',
    'refused: (await watch.calm(patience)) && null',
  ],
}
