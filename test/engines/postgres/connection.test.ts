import assert from 'node:assert/strict'
import { createServer, connect } from 'node:net'
import { test } from 'node:test'
import { type DatabaseTrouble, RowRefused } from '../../../functions/engines/database.ts'
import { at, inPostgres, open, skip } from './server.ts'

const asked = (text: string, ...values: (string | null)[]) => ({ text, values })

test('values are texts, and a session is what the statements were tested with', { skip }, () =>
  inPostgres('drydock_connection', async (client) => {
    await client.query('CREATE SCHEMA wso2; CREATE TABLE wso2.t (n bigint, at timestamp, b bytea)')
    await client.query(`INSERT INTO wso2.t VALUES (9223372036854775807, '2026-01-01', '\\x00ff')`)
    await client.query('ALTER DATABASE drydock_connection SET transform_null_equals = on')
    await client.query("ALTER DATABASE drydock_connection SET bytea_output = 'escape'")
    await client.query('ALTER DATABASE drydock_connection SET default_transaction_read_only = on')
    const database = await open('drydock_connection.wso2')
    try {
      const [row] = await database.query(
        asked('SELECT n, at, b, NULL AS none, n > $1 AS more FROM t', '5'),
      )
      assert.deepEqual(row, {
        n: '9223372036854775807',
        at: '2026-01-01 00:00:00',
        b: '\\x00ff',
        none: null,
        more: 't',
      })
      assert.equal(await database.execute(asked('DELETE FROM t WHERE n = NULL')), 0)
      const settings = ['row_security', 'lock_timeout', 'search_path', 'transaction_timeout']
      const shown = await database.query(
        asked(
          'SELECT ' +
            `${settings.map((one) => `current_setting('${one}', true)`).join(" || ';' || ")} AS ` +
            'all',
        ),
      )
      assert.match(shown[0]?.all ?? '', /^off;1s;wso2, pg_temp;0$/)
    } finally {
      await database.close()
    }
  }),
)

test('a schema, a database and a password that are wrong are told by their names', { skip }, () =>
  inPostgres('drydock_connection', async (client) => {
    const missing = { name: 'DatabaseNotFound', message: /has no schema "wso2".*USAGE/ }
    await assert.rejects(open('drydock_connection.wso2'), missing)
    await assert.rejects(open('drydock_nowhere'), {
      name: 'DatabaseNotFound',
      message: /"drydock_nowhere" does not exist/,
    })
    await client.query(
      "DROP ROLE IF EXISTS drydock_login; CREATE ROLE drydock_login LOGIN PASSWORD 'one'",
    )
    try {
      const login = { user: 'drydock_login', password: 'old' }
      await assert.rejects(open('drydock_connection', login), { name: 'AccessDenied' })
      const renew = async () => ({ user: 'drydock_login', password: 'one' })
      const database = await open('drydock_connection', { ...login, renew })
      await database.close()
    } finally {
      await client.query('DROP ROLE drydock_login')
    }
  }),
)

test(
  'a connection that is lost is opened again by the next call, not within a transaction',
  { skip },
  () =>
    inPostgres('drydock_connection', async (client) => {
      const database = await open('drydock_connection')
      const lose = async () => {
        const [row] = await database.query(asked('SELECT pg_backend_pid() AS pid'))
        await client.query('SELECT pg_terminate_backend($1)', [row?.pid])
        return row?.pid
      }
      try {
        const pid = await lose()
        const there = () => client.query('SELECT 1 FROM pg_stat_activity WHERE pid = $1', [pid])
        while ((await there()).rowCount !== 0);
        await new Promise((resolve) => setTimeout(resolve, 50))
        assert.equal((await database.query(asked('SELECT 1 AS one')))[0]?.one, '1')
        const within = database.transaction(async (session) => {
          const [row] = await session.query(asked('SELECT pg_backend_pid() AS pid'))
          await client.query('SELECT pg_terminate_backend($1)', [row?.pid])
          await session.query(asked('SELECT 1 AS one'))
        })
        await assert.rejects(within, { name: 'DatabaseTrouble', kind: 'connection lost' })
        assert.equal((await database.query(asked('SELECT 1 AS one')))[0]?.one, '1')
      } finally {
        await database.close()
      }
    }),
)

test(
  'a transaction commits all or nothing, and a swallowed error does not pass for a commit',
  { skip },
  () =>
    inPostgres('drydock_connection', async (client) => {
      await client.query('CREATE TABLE p (n int PRIMARY KEY)')
      await client.query(
        'CREATE TABLE c (n int REFERENCES p DEFERRABLE INITIALLY DEFERRED, short varchar(2))',
      )
      await client.query('INSERT INTO p VALUES (1), (2); INSERT INTO c VALUES (1)')
      const database = await open('drydock_connection')
      try {
        await assert.rejects(
          database.transaction((session) => session.execute(asked('DELETE FROM p WHERE n = 1'))),
          { name: 'DatabaseTrouble', kind: 'rows disagree' },
        )
        await assert.rejects(
          database.transaction(async (session) => {
            await session.execute(asked('DELETE FROM p WHERE n = 2'))
            await session.query(asked('SELECT nothing')).catch(() => undefined)
          }),
          { name: 'Unexpected', message: /rolled a transaction back/ },
        )
        assert.equal((await database.query(asked('SELECT * FROM p'))).length, 2)
        for (const [values, why] of [
          ["(9, 'a')", 'its parent does not exist'],
          ["(1, 'abc')", 'a value is now too long'],
        ] as const)
          await assert.rejects(
            database.transaction((session) =>
              session.execute(asked(`INSERT INTO c VALUES ${values}`)),
            ),
            (error) => error instanceof RowRefused && error.why === why,
          )
        await assert.rejects(
          database.execute(asked('INSERT INTO p VALUES (1)')),
          (error) =>
            error instanceof RowRefused && error.why === 'another row has the same unique key',
        )
        await assert.rejects(
          database.transaction((session) => session.execute(asked('DELETE FROM p')), {
            readOnly: true,
          }),
          { name: 'DatabaseTrouble', kind: 'read only' },
        )
      } finally {
        await database.close()
      }
    }),
)

test('locks, deadlines and time limits end a wait, each by its own name', { skip }, () =>
  inPostgres('drydock_connection', async (client) => {
    await client.query('CREATE TABLE p (n int PRIMARY KEY); INSERT INTO p VALUES (1)')
    await client.query('BEGIN; SELECT * FROM p FOR UPDATE')
    const ending = new AbortController()
    const database = await open('drydock_connection', { statementTime: 5000 })
    const limited = await open('drydock_connection', { statementTime: 100 })
    const ended = await open('drydock_connection', { ending: ending.signal })
    try {
      const kind = (is: DatabaseTrouble['kind']) => ({ name: 'DatabaseTrouble', kind: is })
      const held = asked('DELETE FROM p')
      await assert.rejects(database.execute(held), kind('lock timeout'))
      await assert.rejects(limited.query(asked('SELECT pg_sleep(9)')), kind('time limit'))
      setTimeout(() => ending.abort(), 50)
      await assert.rejects(ended.query(asked('SELECT pg_sleep(9)')), kind('connection lost'))
    } finally {
      await Promise.all([database.close(), limited.close(), ended.close()])
    }
  }),
)

test(
  'a statement that ends before its time limit was cancelled, in whatever language the server says so',
  {
    skip,
  },
  () =>
    inPostgres('drydock_connection', async () => {
      const limited = await open('drydock_connection', { statementTime: 60_000 })
      const free = await open('drydock_connection')
      const told = (message: string) =>
        asked(`DO $$ BEGIN RAISE EXCEPTION '${message}' USING ERRCODE = '57014'; END $$`)
      const is = (kind: DatabaseTrouble['kind']) => ({ name: 'DatabaseTrouble', kind })
      try {
        // In the German of the server's own translations.
        const german = 'storniere Anfrage wegen Benutzeraufforderung'
        for (const database of [limited, free]) {
          await assert.rejects(database.execute(told(german)), is('connection lost'))
          const within = database.transaction((one) => one.execute(told(german)))
          await assert.rejects(within, is('connection lost'))
        }
        // The walk's time box changes the limit; a session renewed has its own again.
        await limited.execute(asked('SET statement_timeout = 80'))
        await assert.rejects(limited.query(asked('SELECT pg_sleep(9)')), is('time limit'))
        await limited.execute(asked('SET statement_timeout = 0'))
        await assert.rejects(limited.execute(told(german)), is('connection lost'))
      } finally {
        await Promise.all([limited.close(), free.close()])
      }
    }),
)

test('a pooler between is refused: it would keep neither settings nor locks', {
  skip,
}, async () => {
  const { host, port } = at(null)
  // As PgBouncer does: another process ID in BackendKeyData, which begins with K and its length.
  const pooler = createServer((client) => {
    const server = connect(port, host)
    client.pipe(server)
    server.on('data', (data) => {
      const key = data.indexOf(Buffer.from([0x4b, 0, 0, 0, 12]))
      if (key !== -1) data.writeInt32BE(7, key + 5)
      client.write(data)
    })
    client.on('close', () => server.destroy())
    server.on('close', () => client.destroy())
  }).listen(0, '127.0.0.1')
  try {
    await new Promise((resolve) => pooler.once('listening', resolve))
    const address = pooler.address()
    const through = typeof address === 'object' && address !== null ? address.port : 0
    await assert.rejects(open(null, { host: '127.0.0.1', port: through }), {
      name: 'DatabaseUnreachable',
      message: /A connection pooler answers at 127\.0\.0\.1/,
    })
  } finally {
    pooler.close()
  }
})

test('a server that does not answer is DatabaseUnreachable, one without TLS gets no password', {
  skip,
}, async () => {
  await assert.rejects(open(null, { host: '127.0.0.1', port: 9 }), {
    name: 'DatabaseUnreachable',
    message: /127\.0\.0\.1:9 does not answer \(ECONNREFUSED\)/,
  })
  await assert.rejects(open(null, { tls: true }), {
    name: 'DatabaseUnreachable',
    message: /does not offer the TLS/,
  })
})
