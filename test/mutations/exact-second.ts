import type { Exact } from './mutation.ts'

/** The second connection: what is read there, and when it is allowed. */
export const exactSecond: Exact = {
  'what was read after a batch that stays is taken for what comes next': [
    'functions/purge/read-ahead.ts',
    'return ahead !== null && ahead.low === low ?',
    'return ahead !== null ?',
  ],
  'a batch ends while the second connection still reads': [
    'functions/purge/try-batch.ts',
    '.finally(() => beside)',
    '',
  ],
  'the second connection reads without a permit': [
    'functions/purge/try-batch.ts',
    'if (second === null || permit.connections !== 2) return',
    'if (second === null) return',
  ],
  'production is asked while the second connection reads': [
    'functions/purge/try-batch.ts',
    'const stopped = () => beside.then(attempt.stopped)',
    'const stopped = attempt.stopped',
  ],
  'a silent second connection is waited for': [
    'functions/purge/second-connection.ts',
    'await sleep(longest, undefined, { signal }).catch(() => undefined)',
    'await sleep(longest * 100, undefined, { signal }).catch(() => undefined)',
  ],
  'the time of a batch counts for the size of those after it': [
    'functions/purge/try-batch.ts',
    'batchMilliseconds, batch.full, limit)',
    'batchMilliseconds, batch.full)',
  ],
  'a second connection that failed is asked again': [
    'functions/purge/second-connection.ts',
    'this.#failed = true',
    'this.#failed = false',
  ],
  'a second connection that was given up is asked on': [
    'functions/purge/second-connection.ts',
    '      if (this.#failed)\n        throw',
    '      if (this.#failed && statement === null)\n        throw',
  ],
  'the second connection stays open': [
    'functions/purge/second-connection.ts',
    'database.close()).catch',
    'void database).catch',
  ],
  'the second connection is opened on a server of 2 vCPUs': [
    'functions/jobs/second-opening.ts',
    '?? 0) < enough)',
    '?? 0) < 2)',
  ],
  'the second connection is opened where a reader waits for what is deleted': [
    'functions/jobs/second-opening.ts',
    'if (dialect.server.readsWait) return null',
    '',
  ],
  'a second connection joins below all of the time': [
    'functions/throttle/pace-control.ts',
    'connections: share === 1 && calm',
    'connections: calm',
  ],
  'a second connection is allowed until the next pulse, whatever the switch says': [
    'functions/throttle/production-permit.ts',
    'share === 1 ? followed.connections : 1',
    'followed.connections',
  ],
  'a second connection that makes commits late is tried as often as before': [
    'functions/throttle/pace-control.ts',
    'Math.min(secondAtMost, 2 * of.secondAfter)',
    'of.secondAfter',
  ],
  'each look of a pause has the second connection wait for longer': [
    'functions/throttle/pace-control.ts',
    '  connections: 1,\n',
    '  connections: 2,\n',
  ],
  'late answers to one connection have the second one wait for longer': [
    'functions/throttle/pace-control.ts',
    'of.connections === 2 && late.length > 0',
    'late.length > 0',
  ],
  'late answers that others brought about have the second one wait for longer': [
    'functions/throttle/pace-control.ts',
    'late.length > 0 && !crowd.crowded',
    'late.length > 0',
  ],
  'a second connection that made production pause is tried as soon as before': [
    'functions/throttle/pace-follower.ts',
    'const second = connections === 2 ? laterSecond(this.#following) : secondAfter',
    'const second = connections === 2 ? 40 : secondAfter',
  ],
}
