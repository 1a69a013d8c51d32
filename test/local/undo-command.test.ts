import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { packArchive } from '../../functions/contract/pack-archive.ts'
import { makeVolume } from '../../functions/contract/volume.ts'
import { didYouMean } from '../../functions/contract/nearest.ts'
import { went } from '../../functions/archive/undo-totals.ts'
import { rowsOut } from '../../functions/archive/undo-next.ts'
import { sumsOf, type Asked } from '../../functions/archive/undo-asked.ts'
import { accountOf, openFolder, wantedFiles } from '../../local/archive-folder.ts'
import { applied, counted, passedOver } from '../../local/undo-outcome.ts'
import { fileHead } from '../archive/file-head.ts'

const folder = mkdtempSync(join(tmpdir(), 'undo-command-'))
after(() => rmSync(folder, { recursive: true }))
const archive = join(folder, 'archive')
for (const name of ['archive', 'empty']) mkdirSync(join(folder, name))
const columns = [{ name: 'TOKEN_ID', as: 'text' }] as const
const { name, bytes } = await packArchive({
  ...fileHead,
  number: 0,
  tables: [{ table: 'IDN_OAUTH2_ACCESS_TOKEN', columns, rows: [['a']] }],
})
writeFileSync(join(archive, name), bytes)

const wanted = async (asked: Asked, from = archive) => wantedFiles(await openFolder(from), asked)
const accountText = (files: number, voided: readonly number[] = []) =>
  JSON.stringify({
    done: true,
    progress: null,
    databases: [
      { database: 'd', tables: [], batches: 3, milliseconds: 1, files, void: voided, left: 0 },
    ],
  })

const refused = (asked: Asked, message: RegExp, from = archive) =>
  assert.rejects(wanted(asked, from), { name: 'ArchiveMissing', message })

test('a folder that is not there, an empty one and a file are told apart', async () => {
  await refused({}, /^There is no folder .*nowhere\. Correct --archive/, join(folder, 'nowhere'))
  await refused({}, /empty contains no archive file\. Expected files named/, join(folder, 'empty'))
  await refused({}, /rows\.zst is a file\. Set --archive/, join(archive, name))
  assert.deepEqual(await wanted({}), [name])
})

test('a rule, a table or a time that is not in the archive is refused, with what the archive has', async () => {
  await refused(
    { rule: 'token' },
    /by a rule "token"; did you mean "tokens"\? It has rows of tokens\./,
  )
  await refused(
    { table: 'NOPE' },
    /no rows of a table "NOPE"\. It has rows of IDN_OAUTH2_ACCESS_TOKEN\./,
  )
  await refused({ table: 'IDN_OAUTH2_ACCESS_TOKENS' }, /did you mean "IDN_OAUTH2_ACCESS_TOKEN"\?/)
  await refused(
    { since: '2026-11-25' },
    /deleted at that time\. Its files are from 2026-11-24T09:30:00\.250Z to 2026-11-24T09:30/,
  )
  assert.deepEqual(await wanted({ table: 'idn_oauth2_access_token' }), [name])
})

test('a name far from all others is no misspelling', () => {
  assert.equal(didYouMean('sesions', ['tokens', 'sessions']), '; did you mean "sessions"?')
  assert.equal(didYouMean('x', ['tokens', 'sessions']), '')
  assert.equal(didYouMean('x', []), '')
})

test('rows that already exist are reported, and none is reported as restored', () => {
  const totals = (putBack: number, present: number, collided: number) => ({
    T: { putBack, present, collided, collisions: [] },
  })
  const sums = (...of: [number, number, number]) => sumsOf(totals(...of), {})
  assert.equal(
    applied(sums(0, 2, 0), 'h as u', false),
    'Nothing was put back on h as u: 2 rows were already there.',
  )
  assert.equal(
    applied(sums(1, 2, 1), 'h as u', false),
    '1 row was put back on h as u; 2 rows were already there, 1 row could not come back (see ' +
      'above).',
  )
  assert.match(
    counted(sums(3, 0, 0), 'h as u', false),
    /^Nothing was changed .* --apply to put at most 3 rows back: a count does not look for their/,
  )
  assert.match(
    counted(sums(0, 1, 0), 'h as u', false),
    /nothing to put back: 1 row was already there\.$/,
  )
  assert.match(
    counted(sums(0, 0, 2), 'h as u', false),
    /Nothing can be put back: 2 rows cannot come back/,
  )
  // Their parents may have gone by another rule, which an undo of one rule does not bring back.
  for (const tell of [counted, applied]) {
    assert.match(
      tell(sums(3, 0, 2), 'h as u', true),
      /2 rows c.* come back .* undo that rule first .* or the whole run/,
    )
    assert.doesNotMatch(tell(sums(3, 0, 0), 'h as u', true), /or the whole run/)
  }
  assert.throws(() => sumsOf(totals(0, 0, 0), { key: 'nope' }), {
    name: 'ArchiveMissing',
    message: /no deleted row with that key\. Correct your filters; separate the columns of a key/,
  })
  assert.throws(() => sumsOf({}, {}), { message: /No archived row was deleted/ })
})

test('of rows without a place ten are named, and the others counted', () => {
  const one = { putBack: 0, present: 0 }
  const collisions = Array.from({ length: 10 }, (_, at) => `${at} (its parent does not exist)`)
  const lines = rowsOut({
    A: { ...one, collided: 1_112, collisions },
    B: { ...one, collided: 1, collisions: ['7 (another row has its key)'] },
  })
  assert.equal(lines.length, 12)
  assert.deepEqual(lines.slice(9), [
    'A: 9 (its parent does not exist)',
    'A: and 1,102 more rows',
    'B: 7 (another row has its key)',
  ])
})

test('without the account of the purge, or with another file in its place, nothing is counted unless so asked', async () => {
  const account = join(archive, 'account.json')
  await assert.rejects(accountOf({ archive }, '.'), {
    name: 'ArchiveMissing',
    message: /There is no .*account\.json\. .*purge-production\.json.* add --without-account/,
  })
  assert.equal(await accountOf({ archive, withoutAccount: true }, '.'), null)
  for (const text of ['{"secret', '{"databases": "secret"}']) {
    writeFileSync(account, text)
    await assert.rejects(accountOf({ archive }, '.'), (error: Error) => {
      assert.match(error.message, /account\.json is not the account of a purge\. Copy runs/)
      assert.doesNotMatch(error.message, /secret/)
      return error.name === 'ArchiveDamaged'
    })
  }
  writeFileSync(account, accountText(3, [1]))
  const read = (await accountOf({ archive }, '.')) ?? assert.fail()
  const gone = [0, 1, 2, 3].filter((number) => went(read, { database: 'd', number }))
  assert.deepEqual(gone, [0, 2], 'not those of a batch that was undone, nor of none it knows')
  assert.ok(!went(read, { database: 'other', number: 0 }))
  assert.match(
    passedOver(1, 3),
    /^1 of 3 files is skipped: the account says that its batch was rolled back/,
  )
})

const command = (...words: string[]) => {
  const { status, stderr, stdout } = spawnSync(process.execPath, ['local/undo.ts', ...words], {
    cwd: join(import.meta.dirname, '../..'),
    encoding: 'utf8',
  })
  return { status, said: stderr + stdout }
}

test('the command refuses what is no instant, and looks at the archive before the server', () => {
  const connection = ['--connection', join(folder, 'no-such-file')]
  const since = command('--archive', archive, ...connection, '--since', 'tomorrow')
  assert.equal(since.status, 2)
  assert.match(since.said, /--since.*'tomorrow' is invalid\. expected an ISO 8601 instant such as/s)
  // The account has a file that the folder does not have.
  const lost = command('--archive', archive, ...connection)
  assert.equal(lost.status, 1)
  assert.match(
    lost.said,
    /^ArchiveMissing: The archive lacks 1 file .* with the number 2\. Nothing/m,
  )
  writeFileSync(join(archive, 'account.json'), accountText(1))
  const rule = command('--archive', archive, ...connection, '--rule', 'token')
  assert.equal(rule.status, 1)
  assert.match(rule.said, /^ArchiveMissing: .*did you mean "tokens"\?/m)
})

test('a damaged volume is named, and ends an undo only if its files are in no other place', async () => {
  const damaged = join(folder, 'damaged')
  mkdirSync(damaged)
  const volume = makeVolume([{ name, bytes }])
  writeFileSync(join(damaged, volume.name), volume.bytes.subarray(1))
  writeFileSync(join(damaged, 'account.json'), accountText(1))
  const from = ['--archive', damaged, '--connection', join(folder, 'no-such-file')]
  const ended = command(...from)
  assert.equal(ended.status, 1)
  assert.ok(
    ended.said.includes(
      `ArchiveDamaged: The volume ${volume.name} has no list of its files, and 1`,
    ),
    ended.said,
  )
  writeFileSync(join(damaged, name), bytes)
  const { said } = command(...from)
  assert.ok(said.startsWith(`${volume.name} is not as it was written. What is in it `), said)
  assert.match(said, /^ConnectionFile: /m)
})

test('an unreachable server is reported in local terms', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((done) => server.once('listening', done))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  await new Promise((done) => server.close(done))
  const file = join(folder, 'client.cnf')
  writeFileSync(file, `[client]\nhost=127.0.0.1\nport=${port}\nuser=u\npassword=p\n`)
  const { status, said } = command('--archive', archive, '--connection', file)
  assert.equal(status, 1)
  assert.match(said, /DatabaseUnreachable: 127\.0\.0\.1:\d+ does not answer \(ECONNREFUSED\)/)
  assert.match(said, /Check that the server runs and that .*client\.cnf names its host and port/)
  assert.doesNotMatch(said, /security groups/)
})
