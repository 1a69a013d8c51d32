import assert from 'node:assert/strict'
import { test } from 'node:test'
import { storedArchive, type ArchiveObjects } from '../../functions/archive/stored-archive.ts'
import { readDue, refuseIncomplete } from '../../functions/archive/undo-complete.ts'
import type { Asked } from '../../functions/archive/undo-asked.ts'
import { purgedSchema } from '../../functions/contract/evidence.ts'
import { packArchive } from '../../functions/contract/pack-archive.ts'
import { makeVolume, type StoredFile } from '../../functions/contract/volume.ts'
import { fileHead } from './file-head.ts'

const packed = (database: string, number: number) =>
  packArchive({
    ...fileHead,
    database,
    number,
    tables: [{ table: 'T', columns: [{ name: 'ID', as: 'text' }], rows: [[`${number}`]] }],
  })
const files = await Promise.all([0, 1, 2].map((number) => packed('d', number)))
const volume = makeVolume(files)
const account = (databases: readonly { files: number; void?: readonly number[] }[]) =>
  purgedSchema.parse({
    done: true,
    progress: null,
    databases: databases.map((one, n) => ({
      database: n === 0 ? 'd' : `d${n}`,
      ...{ tables: [], batches: 1, milliseconds: 1, left: 0, ...one },
    })),
  })
const three = account([{ files: 3 }])

/** Objects in memory, what was read of them, and what was found damaged. */
function stored(...objects: readonly StoredFile[]) {
  const byName = new Map(objects.map(({ name, bytes }) => [name, bytes]))
  const [read, damaged]: [string[], string[]] = [[], []]
  const there: ArchiveObjects = {
    async *names() {
      yield* [...byName.keys()].sort()
    },
    read: async (name) => byName.get(name) ?? null,
    part: async (name, { offset, length }) => {
      read.push(`${length} bytes`)
      return byName.get(name)?.subarray(offset, offset + length) ?? null
    },
    tail: async (name, most) => {
      read.push('list')
      const bytes = byName.get(name) ?? Buffer.of()
      return { bytes: bytes.subarray(Math.max(0, bytes.length - most)), size: bytes.length }
    },
  }
  return {
    there,
    byName,
    read,
    damaged,
    archive: storedArchive(there, (object) => damaged.push(object)),
  }
}

/** Numbers of the files that an undo puts back, as the deployed one and npm run undo read them. */
async function undone(
  { archive }: ReturnType<typeof stored>,
  of = three,
  asked: Asked = {},
): Promise<number[]> {
  const names = await archive.names()
  refuseIncomplete(asked, of, { names, unlisted: archive.unlisted })
  const found: number[] = []
  for (const name of names) {
    const file = await readDue(archive, name, asked, of, names)
    if (file !== null) found.push(file.number)
  }
  return found
}

const broken = (...bytes: readonly Buffer[]) => ({ ...volume, bytes: Buffer.concat(bytes) })
const flipped = (at: number, file: StoredFile = volume): StoredFile => {
  const bytes = Buffer.from(file.bytes)
  bytes[at] = (bytes[at] ?? 0) ^ 1
  return { name: file.name, bytes }
}

test('whichever byte of a volume is garbled, and wherever it ends, files beside it are put back', async () => {
  for (let at = 0; at < volume.bytes.length; at++)
    assert.deepEqual(await undone(stored(flipped(at), ...files)), [2, 1, 0], `byte ${at}`)
  for (let at = 0; at < volume.bytes.length; at += 7) {
    const cut = stored(broken(volume.bytes.subarray(0, at)), ...files)
    assert.deepEqual(await undone(cut), [2, 1, 0], `${at} bytes`)
    assert.deepEqual(cut.damaged, [volume.name])
    assert.deepEqual(cut.archive.unlisted, [volume.name])
  }
})

test('without its file beside it, a garbled volume ends the undo, and no other row takes its place', async () => {
  for (let at = 0; at < volume.bytes.length; at++) {
    const some = stored(flipped(at), ...files.slice(0, 2))
    const found = await undone(some).catch((error: Error) => {
      assert.match(error.name, /^Archive(Damaged|Missing)$/, error.message)
      return null
    })
    // Where the byte was of another file, or of nothing that is read.
    if (found !== null) assert.deepEqual(found, [2, 1, 0], `byte ${at}`)
  }
})

test('a volume without a list ends an undo before a file is read, and says which one and what to do', async () => {
  const unlisted = broken(volume.bytes, Buffer.alloc(9))
  for (const own of [three, null]) {
    const { archive } = stored(unlisted, ...files.slice(1))
    const names = await archive.names()
    const listed = { names, unlisted: archive.unlisted }
    const refused = {
      name: 'ArchiveDamaged',
      message:
        `The volume ${volume.name} has no list of its files, and 1 file that should be in it is ` +
        'in no other place, the first with the number 0. Nothing more was put back. If this is ' +
        "a copy of the bucket's archive, copy it again. The bucket keeps an older version of the " +
        'volume for a day: restore it. Otherwise their rows cannot come back; to put back the ' +
        'others, ask for those since 2026-11-24T09:30:00.250Z.',
    }
    assert.throws(() => refuseIncomplete({}, own, listed), refused)
    // The row may be in the volume.
    assert.throws(() => refuseIncomplete({ key: 'k' }, own, listed), refused)
    assert.doesNotThrow(() => refuseIncomplete({ since: '2026-11-24' }, own, listed))
    const nothing = { names: [], unlisted: archive.unlisted }
    assert.throws(() => refuseIncomplete({ since: '2026-11-24' }, own, nothing), /^.*3 files/)
  }
})

test('a file whose rows stayed need not be there, nor be whole', async () => {
  const stayed = account([{ files: 3, void: [1] }])
  const [first, second, third] = files
  assert.ok(first && second && third)
  const unlisted = broken(volume.bytes, Buffer.alloc(9))
  assert.deepEqual(await undone(stored(unlisted, first, third), stayed), [2, 0])
  assert.deepEqual(await undone(stored(first, flipped(9, second), third), stayed), [2, 0])
  await assert.rejects(undone(stored(first, flipped(9, second), third)), { name: 'ArchiveDamaged' })
})

test('a damaged file is put back out of a volume that has it whole, and is told once', async () => {
  const some = stored(flipped(9, files[1]), volume)
  assert.deepEqual(await undone(some), [2, 1, 0])
  assert.deepEqual(await undone(some), [2, 1, 0])
  assert.deepEqual(some.damaged, [files[1]?.name])
})

test('a file of another database does not stand for one that is damaged', async () => {
  const other = await packed('d1', 1)
  const two = account([{ files: 3 }, { files: 2, void: [0] }])
  const [first, second, third] = files
  assert.ok(first && second && third)
  const of = (one: StoredFile, another: StoredFile) =>
    undone(stored(first, one, another, third), two)
  assert.deepEqual(await of(second, other), [2, 1, 1, 0])
  await assert.rejects(of(flipped(9, second), other), { name: 'ArchiveDamaged' })
  await assert.rejects(of(second, flipped(9, other)), { name: 'ArchiveDamaged' })
  // Nor does one whose rows stayed, though the account counts as many files.
  const stayed = account([{ files: 3 }, { files: 2, void: [0, 1] }])
  await assert.rejects(undone(stored(first, flipped(9, second), other, third), stayed), {
    name: 'ArchiveDamaged',
  })
})

test('the file of a batch that stayed does not stand for one of another database that is lost', async () => {
  const other = await packed('d1', 1)
  const [first, , third] = files
  assert.ok(first && third)
  const stayed = account([{ files: 3 }, { files: 2, void: [0, 1] }])
  const some = () => stored(first, other, third)
  await assert.rejects(undone(some(), stayed), {
    name: 'ArchiveMissing',
    message: /^The archive lacks the file of d with the number 1,/,
  })
  for (const asked of [{ key: 'k' }, { since: '2026-11-24' }, { until: '2026-11-25' }])
    assert.deepEqual(await undone(some(), stayed, asked), [2, 1, 0])
  // A purge that was cut off may not have written it.
  assert.deepEqual(await undone(some(), { ...stayed, done: false }), [2, 1, 0])
  assert.deepEqual(await undone(stored(...files, other), stayed), [2, 1, 1, 0])
})

test('a file that a garbled list calls by the number of another is not passed over', async () => {
  const label = volume.bytes.lastIndexOf('00000001-')
  // The last digit of its number: 1 becomes 0.
  const garbled = flipped(label + 7)
  for (const asked of [{ since: '2026-11-24' }, { key: 'k' }])
    await assert.rejects(undone(stored(garbled), three, asked), { name: 'ArchiveDamaged' })
  await assert.rejects(undone(stored(garbled), { ...three, done: false }), {
    name: 'ArchiveDamaged',
  })
  assert.deepEqual(await undone(stored(garbled, ...files), three, { key: 'k' }), [2, 1, 0])
})

test('an object that cannot be read for now is neither missing nor damaged, and is read the next time', async () => {
  const throttled = new Error('SlowDown')
  for (const call of ['read', 'part', 'tail', 'names'] as const) {
    const some = stored(...files.slice(1), volume)
    const { there } = some
    const names = await some.archive.names()
    const whole = there[call]
    const broken = () => {
      throw throttled
    }
    there[call] = broken as never
    const name = names[call === 'read' ? 0 : 2] ?? ''
    if (call === 'tail' || call === 'names') await assert.rejects(some.archive.names(), throttled)
    if (call !== 'names') await assert.rejects(some.archive.read(name), throttled)
    const garbled = flipped(9, files[2])
    if (call === 'read')
      await assert.rejects(
        readDue({ read: async () => broken() }, garbled.name, {}, three, names),
        throttled,
      )
    there[call] = whole as never
    assert.equal((await some.archive.read(name)).number, call === 'read' ? 2 : 0)
    assert.deepEqual(await undone(some), [2, 1, 0])
    assert.deepEqual(some.damaged, [])
  }
})

test('files that are gathered in the middle of an undo are read out of their volume', async () => {
  const some = stored(...files)
  const names = await some.archive.names()
  assert.equal((await some.archive.read(names[0] ?? '')).number, 2)
  some.byName.clear()
  some.byName.set(volume.name, volume.bytes)
  assert.equal((await some.archive.read(names[1] ?? '')).number, 1)
  assert.equal((await some.archive.read(names[2] ?? '')).number, 0)
})

test('of a volume the list is read once for all its files in turn, and of each file its own bytes', async () => {
  const some = stored(volume)
  const names = await some.archive.names()
  some.read.length = 0
  for (const name of names) await some.archive.read(name)
  const lengths = files.map(({ bytes }) => `${bytes.length} bytes`)
  assert.deepEqual(some.read, ['list', ...lengths.reverse()])
})
