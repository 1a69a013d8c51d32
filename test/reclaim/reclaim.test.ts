import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Rebuild, TableSize } from '../../functions/contract/space.ts'
import { upkeep } from '../../functions/engines/mysql/upkeep.ts'
import { notToRebuild as judged, triedOnClone } from '../../functions/reclaim/reclaim.ts'
import { couldReturn, noRoom, runsFull, type Storage } from '../../functions/reclaim/space.ts'
import { pattern } from '../pattern.ts'

const notToRebuild = (
  ...[size, storage, live, rehearsed]: readonly [
    size: TableSize,
    storage: Storage,
    live: boolean,
    rehearsed: Rebuild | undefined,
  ]
) => judged(size, storage, live, rehearsed, upkeep.byHand(size.table))

const GiB = 2 ** 30
const size = { table: 'T', data: 8 * GiB, index: 2 * GiB, free: 1 * GiB }
const storage = { elastic: false, freeStorage: 50 * GiB, storage: 100 * GiB }
const rehearsed = (seconds: number, after = true): Rebuild => ({
  table: 'T',
  asked: true,
  before: size,
  after: after ? size : null,
  seconds,
  reason: after ? '' : 'a lock',
})

test('reclaimable space is the share of dead rows plus free space', () => {
  assert.equal(couldReturn(size, 100, 80), 9 * GiB)
  assert.equal(couldReturn(size, 0, 0), GiB)
  assert.equal(couldReturn(size, 10, 20), 11 * GiB)
})

test('room is for a second copy, with a tenth of the storage to spare', () => {
  assert.equal(noRoom(storage, size), null)
  assert.equal(noRoom({ ...storage, freeStorage: 21 * GiB }, size), null)
  assert.match(
    noRoom({ ...storage, freeStorage: 20.9 * GiB }, size) ?? '',
    /up to 11\.0 GiB.*only 20\.9 GiB are free/,
  )
  assert.match(noRoom({ ...storage, freeStorage: null }, size) ?? '', /unknown/)
  assert.equal(noRoom({ elastic: true, freeStorage: null, storage: null }, size), null)
})

test('a copy that grows must leave a tenth of the storage, and its free part be known', () => {
  assert.equal(runsFull({ ...storage, freeStorage: 10 * GiB }), null)
  assert.match(runsFull({ ...storage, freeStorage: 9.9 * GiB }) ?? '', /only 9\.9 GiB .* tenth/)
  assert.match(runsFull({ ...storage, freeStorage: null }) ?? '', /unknown now/)
  assert.equal(runsFull({ elastic: true, freeStorage: null, storage: null }), null)
})

test('production is rebuilt only as the clone was, in the time of one call, with room that is known', () => {
  assert.equal(notToRebuild(size, storage, true, rehearsed(60)), null)
  assert.match(notToRebuild(size, storage, true, undefined) ?? '', /not rebuilt on the clone/)
  assert.match(
    notToRebuild(size, storage, true, rehearsed(60, false)) ?? '',
    /on the clone it was not rebuilt: a lock/,
  )
  assert.equal(notToRebuild(size, storage, true, rehearsed(400)), null)
  assert.match(
    notToRebuild(size, storage, true, rehearsed(420)) ?? '',
    pattern(
      /7 min, too long for one call; have a task do it \("rebuilds": \{"task": \{\}\}\), or /,
      /run it by hand: ALTER TABLE `T` FORCE, ALGORITHM=INPLACE, LOCK=NONE/,
    ),
  )
  assert.match(
    notToRebuild(size, { ...storage, freeStorage: null }, true, rehearsed(60)) ?? '',
    /unknown/,
  )
  assert.equal(
    notToRebuild(size, { ...storage, freeStorage: null }, false, undefined),
    null,
    'a clone may fill up',
  )
  assert.match(
    notToRebuild(size, { ...storage, freeStorage: GiB }, false, undefined) ?? '',
    /only 1\.0 GiB/,
  )
})

test('the clone rebuilds tables that were requested or would return enough space', () => {
  const table = (dead: number) => ({
    table: 'T',
    rule: 'r',
    kind: 'rule' as const,
    settled: false,
    reading: null,
    classes: [
      { name: 'dead', rows: dead, hash: '0', other: 0 },
      { name: 'still valid', rows: 100 - dead, hash: '0', other: 0 },
    ],
  })
  const small = { table: 'T', data: 100 * 2 ** 20, index: 0, free: 0 }
  assert.equal(triedOnClone(true, small, undefined), true)
  assert.equal(triedOnClone(false, small, table(63)), false)
  assert.equal(triedOnClone(false, small, table(64)), true)
})
