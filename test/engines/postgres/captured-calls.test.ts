import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inPostgres, open, skip } from './server.ts'

const name = 'drydock_captured'
const asked = (text: string) => ({ text, values: [] })

/** Each says that it was called, whatever becomes of the statement. */
const called = (of: string, answer: string) => `CREATE FUNCTION public.${of} AS
  $$ BEGIN RAISE EXCEPTION 'captured'; RETURN ${answer}; END $$ LANGUAGE plpgsql`
const equal = `${called('same(varchar, varchar) RETURNS boolean', 'true')};
  CREATE OPERATOR public.= (LEFTARG = varchar, RIGHTARG = varchar, FUNCTION = public.same)`

/** What a customer's schema may have, as its types fit better than the server's own. */
const capturing: Readonly<Record<string, readonly [made: string, call: string]>> = {
  'FUNCTION public.length(character varying)': [
    called('length(varchar) RETURNS int', '0'),
    'SELECT length(a) FROM t',
  ],
  'FUNCTION public.lower(character varying)': [
    called('lower(varchar) RETURNS text', "''"),
    'SELECT lower(a) FROM t',
  ],
  'FUNCTION public.md5(character varying)': [
    called('md5(varchar) RETURNS text', "''"),
    'SELECT md5(a) FROM t',
  ],
  'FUNCTION public.convert_to(character varying,name)': [
    called('convert_to(varchar, name) RETURNS bytea', "''"),
    "SELECT convert_to(a, 'UTF8') FROM t",
  ],
  'OPERATOR public.=(character varying,character varying)': [equal, 'DELETE FROM t WHERE a IN (b)'],
}

test(
  'a function or operator of the schema that would be called in place of the server’s own is refused',
  {
    skip,
  },
  () =>
    inPostgres(name, async (client) => {
      await client.query('CREATE TABLE t (a varchar(9), b varchar(9))')
      await client.query("INSERT INTO t VALUES ('a', 'a')")
      // What a role or a database looks into by default must not matter either.
      await client.query(`ALTER DATABASE ${name} SET search_path = public, pg_catalog`)
      for (const [what, [made, call]] of Object.entries(capturing)) {
        await client.query(`BEGIN; SET LOCAL search_path = public; ${made}`)
        // It is as bad as said: the server calls it.
        await client.query('SAVEPOINT called')
        await assert.rejects(client.query(call), /captured/, what)
        await client.query('ROLLBACK TO called; COMMIT')
        await assert.rejects(open(name), (error: Error) => {
          assert.equal(error.name, 'SchemaNotSupported', error.message)
          assert.ok(error.message.includes(`has ${what}. `), error.message)
          assert.match(error.message, /Nothing was read or deleted.*SET SCHEMA/)
          return true
        })
        await client.query(
          `DROP ${what.startsWith('FUNCTION') ? what : 'FUNCTION public.same CASCADE'}`,
        )
      }
    }),
)

test(
  'what captures nothing is let be: types of its own, the very same types, other names and schemas',
  {
    skip,
  },
  () =>
    inPostgres(name, async (client) => {
      await client.query(`CREATE TABLE t (a varchar(9)); INSERT INTO t VALUES ('abc');
      CREATE SCHEMA other; CREATE TYPE public.own AS ENUM ('one');
      CREATE FUNCTION public.length(public.own) RETURNS int RETURN 0;
      CREATE FUNCTION public.length(text) RETURNS int RETURN 0;
      CREATE FUNCTION public.of_ours(varchar) RETURNS int RETURN 0;
      CREATE FUNCTION other.length(varchar) RETURNS int RETURN 0`)
      const database = await open(name)
      try {
        assert.deepEqual(await database.query(asked('SELECT length(a) AS n FROM t')), [{ n: '3' }])
      } finally {
        await database.close()
      }
    }),
)
