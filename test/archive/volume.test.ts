import assert from 'node:assert/strict'
import { createHash, randomBytes, randomInt } from 'node:crypto'
import { test } from 'node:test'
import { zstdCompressSync } from 'node:zlib'
import { gather, volumesOf, type GatheredStore } from '../../functions/archive/gather.ts'
import { archiveName, readArchiveName } from '../../functions/contract/archive-name.ts'
import { readVolumeName } from '../../functions/contract/volume-name.ts'
import { makeVolume, volumeIndex } from '../../functions/contract/volume.ts'

const at = '2026-11-29T10:00:00.000Z'
const mebibyte = 2 ** 20
const fileOf = (number: number, size: number) => {
  const content = randomBytes(size)
  const sum = createHash('sha256').update(content).digest('hex')
  return {
    name: archiveName({ number, at, rule: 'tokens' }, sum),
    bytes: zstdCompressSync(content),
  }
}
const entriesOf = (name: string, bytes: Buffer, tail = bytes.length) => {
  const found = volumeIndex(name, bytes.subarray(bytes.length - tail), bytes.length)
  assert.ok(typeof found !== 'number', 'the tail is long enough')
  return found
}

test('a volume gives each of its files back, byte for byte, whatever their sizes and numbers', () => {
  for (let round = 0; round < 50; round++) {
    const files = Array.from({ length: randomInt(1, 40) }, (_, n) =>
      // Two databases of a source count from 0, each.
      fileOf(n % 20, randomInt(0, 5000)),
    )
    const { name, bytes } = makeVolume(files)
    const back = entriesOf(name, bytes).map(({ name: of, offset, length }) => ({
      name: of,
      bytes: bytes.subarray(offset, offset + length),
    }))
    assert.deepEqual(back, files)
    assert.equal(readArchiveName(name), null)
    assert.equal(makeVolume(files).name, name)
  }
})

test('a tail that is too short says how much is needed; what is no volume is damaged', () => {
  const { name, bytes } = makeVolume([fileOf(1, 10), fileOf(2, 10)])
  const needed = volumeIndex(name, bytes.subarray(-30), bytes.length)
  assert.ok(typeof needed === 'number' && needed < bytes.length)
  assert.equal(entriesOf(name, bytes, needed).length, 2)
  const damaged = { name: 'ArchiveDamaged' }
  for (const tail of [Buffer.of(), bytes.subarray(0, -1), Buffer.alloc(100)])
    assert.throws(() => volumeIndex(name, tail, bytes.length), damaged)
  assert.throws(() => volumeIndex(name, bytes, bytes.length + 1), damaged)
  assert.throws(() => makeVolume([]), RangeError)
  assert.throws(() => makeVolume([{ name: 'x', bytes }]), RangeError)
})

test('volumes have 8 to 64 MiB wherever an archive has as much, and hold each file once', () => {
  for (let round = 0; round < 200; round++) {
    const files = Array.from({ length: randomInt(2, 300) }, (_, n) => ({
      name: String(n),
      size: randomInt(1, randomInt(2, 12 * mebibyte)),
    }))
    const groups = volumesOf(files)
    assert.deepEqual(groups.flat(), files)
    const all = files.reduce((sum, { size }) => sum + size, 0)
    for (const group of groups) {
      const size = group.reduce((sum, one) => sum + one.size, 0)
      assert.ok(size <= 64 * mebibyte && size >= Math.min(all, 8 * mebibyte), String(size))
    }
  }
  assert.deepEqual(volumesOf([{ name: 'one', size: 5 }]), [])
})

/** A store in memory whose calls fail after so many; a write or a delete may be half done. */
function memory(objects: Map<string, Buffer>, calls = Infinity, damage = false) {
  let left = calls
  const step = () => {
    if (left-- <= 0) throw new Error('cut off')
    for (const [name, bytes] of files) assert.deepEqual(readable(objects).get(name), bytes)
  }
  const files = readable(objects)
  const store: GatheredStore = {
    async list() {
      step()
      return [...objects].map(([name, { length: size }]) => ({ name, size }))
    },
    async read(name) {
      step()
      return objects.get(name) ?? null
    },
    async write({ name, bytes }) {
      step()
      objects.set(name, damage ? Buffer.concat([Buffer.of(1), bytes.subarray(1)]) : bytes)
      step()
    },
    async remove(names) {
      for (const name of names) {
        step()
        assert.ok(readArchiveName(name), name)
        objects.delete(name)
      }
    },
  }
  return store
}

/** Every file that the undo finds, in a whole volume or beside it. */
function readable(objects: ReadonlyMap<string, Buffer>): Map<string, Buffer> {
  const found = new Map<string, Buffer>()
  for (const [name, bytes] of objects) {
    const volume = readVolumeName(name)
    if (volume === null) found.set(name, bytes)
    else if (createHash('sha256').update(bytes).digest('hex') === volume.sum)
      for (const { name: of, offset, length } of entriesOf(name, bytes))
        found.set(of, bytes.subarray(offset, offset + length))
  }
  return found
}
const archiveOf = (count: number, size = 100) =>
  new Map(Array.from({ length: count }, (_, n) => fileOf(n, size)).map((f) => [f.name, f.bytes]))

test('cut off after any call, every file stays readable, and the next calls finish the work', async () => {
  const volumes = (all: ReadonlyMap<string, Buffer>) => [...all.keys()].filter(readVolumeName)
  for (let calls = 0; calls < 40; calls++) {
    const objects = archiveOf(9)
    const before = readable(objects)
    await gather(memory(objects, calls), () => false).catch(() => undefined)
    assert.deepEqual(readable(objects), before)
    assert.equal(await gather(memory(objects), () => false), true)
    assert.deepEqual(readable(objects), before)
    assert.equal(volumes(objects).length, 1)
    assert.equal(objects.size, 1)
  }
})

test('5,000 files of 100 KB make 20 volumes: one GET a file, and a PUT, a GET and a delete a volume', async () => {
  const listed = Array.from({ length: 5000 }, (_, number) => ({
    name: archiveName({ number, at, rule: 'tokens' }, '0'.repeat(64)),
    size: 100_000,
  }))
  const groups = volumesOf(listed)
  assert.deepEqual([groups.length, groups.flat().length], [20, 5000])
  const [objects, asked] = [archiveOf(30), { list: 0, read: 0, write: 0, remove: 0 }]
  const { list, read, write, remove } = memory(objects)
  const counted: GatheredStore = {
    list: () => (asked.list++, list()),
    read: (name) => (asked.read++, read(name)),
    write: (volume) => (asked.write++, write(volume)),
    remove: (files) => (asked.remove++, remove(files)),
  }
  await gather(counted, () => false)
  assert.deepEqual(asked, { list: 1, read: 31, write: 1, remove: 1 })
})

test('two calls at once leave every file readable', async () => {
  const objects = archiveOf(30)
  const before = readable(objects)
  await Promise.all([gather(memory(objects), () => false), gather(memory(objects), () => false)])
  assert.deepEqual(readable(objects), before)
})

test('a volume that is not as written costs no file, and is written again by the next call', async () => {
  const objects = archiveOf(5)
  const files = [...objects.keys()]
  const before = readable(objects)
  await assert.rejects(
    gather(memory(objects, Infinity, true), () => false),
    { name: 'ArchiveDamaged', message: /Its files were not deleted/ },
  )
  for (const name of files) assert.ok(objects.has(name))
  // The damaged volume has the name of the right one, and is written again.
  assert.equal(await gather(memory(objects), () => false), true)
  assert.deepEqual(readable(objects), before)
  assert.equal(objects.size, 1)
})

test('a file that is not as written stays where it is, and is told once the others are gathered', async () => {
  const objects = archiveOf(6)
  const [first = '', second = '', third = ''] = [...objects.keys()]
  const good = objects.get(first) ?? Buffer.of()
  objects.set(first, good.subarray(0, -1))
  objects.set(second, Buffer.of())
  objects.set(third, zstdCompressSync(randomBytes(100)))
  const before = readable(objects)
  await assert.rejects(
    gather(memory(objects), () => false),
    { name: 'ArchiveDamaged', message: /^3 files of the archive are .* restore it\.$/ },
  )
  assert.deepEqual(readable(objects), before)
  assert.deepEqual([...objects.keys()].filter(readArchiveName), [first, second, third])
  assert.equal(objects.size, 4)
})

test('a file that is read wrong, and stored as it was written, is not lost', async () => {
  const objects = archiveOf(4)
  const before = readable(objects)
  const store = memory(objects)
  const short: GatheredStore = {
    ...store,
    read: async (name) => {
      const bytes = await store.read(name)
      return bytes !== null && readArchiveName(name)?.number === 2 ? bytes.subarray(1) : bytes
    },
  }
  await assert.rejects(
    gather(short, () => false),
    { name: 'ArchiveDamaged', message: /^1 file of the archive is not as written, / },
  )
  assert.deepEqual(readable(objects), before)
  assert.equal(objects.size, 2)
})

test('a file that would take too much memory stays as it is, and is not read', async () => {
  const objects = archiveOf(5)
  const [large = ''] = objects.keys()
  const store = memory(objects)
  const asked: string[] = []
  const done = await gather(
    {
      ...store,
      list: async () =>
        (await store.list()).map((one) =>
          one.name === large ? { ...one, size: 16 * mebibyte + 1 } : one,
        ),
      read: (name) => {
        asked.push(name)
        return store.read(name)
      },
    },
    () => false,
  )
  assert.deepEqual([done, objects.has(large), objects.size], [true, true, 2])
  assert.ok(!asked.includes(large))
})

test('a call whose time is up writes nothing more and is not done', async () => {
  const objects = archiveOf(4)
  assert.equal(await gather(memory(objects), () => true), false)
  assert.equal(objects.size, 4)
})
