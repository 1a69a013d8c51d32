import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Connection, RowDataPacket } from 'mysql2/promise'
import { engines, inDatabase } from '../../seed/engines.ts'

const name = 'unlike_keys'

async function make(connection: Connection, parent: string, child: string): Promise<void> {
  await connection.query('DROP TABLE IF EXISTS c, p')
  await connection.query(`CREATE TABLE p (id ${parent} PRIMARY KEY)`)
  await connection.query(`CREATE TABLE c (n int AUTO_INCREMENT PRIMARY KEY, p_id ${child},
    FOREIGN KEY (p_id) REFERENCES p (id) ON DELETE CASCADE)`)
}

const asked = async (connection: Connection, text: string): Promise<unknown[]> =>
  (await connection.query<RowDataPacket[]>(text))[0].map(({ n }) => n)

/** Of the spaces at a text's end one kind of collation takes no notice, and another does. */
const collations = {
  MySQL: ['latin1 COLLATE latin1_swedish_ci', 'utf8mb4 COLLATE utf8mb4_0900_ai_ci'],
  MariaDB: ['latin1 COLLATE latin1_swedish_ci', 'utf8mb4 COLLATE utf8mb4_nopad_bin'],
}

for (const engine of engines) {
  const on = (what: string, work: (connection: Connection) => Promise<void>) =>
    test(`${engine.name}: ${what}`, { skip: engine.skip }, () => inDatabase(engine, name, work))

  on('a foreign key takes no column of another type or collation', async (connection) => {
    for (const [parent = '', child = ''] of [
      ['bigint', 'int'],
      ['int unsigned', 'int'],
      ['int', 'varchar(9)'],
      ['varchar(9) CHARACTER SET latin1', 'varchar(9) CHARACTER SET utf8mb4'],
      ['varchar(9) COLLATE utf8mb4_bin', 'varchar(9) COLLATE utf8mb4_general_ci'],
    ])
      await assert.rejects(
        make(connection, parent, child),
        /incompatible|incorrectly formed/,
        parent,
      )
  })

  on(
    'a child of a shorter type is found with its parent, and with no other',
    async (connection) => {
      for (const set of collations[engine.name as keyof typeof collations])
        for (const [parent = '', child = ''] of [
          ['varchar(9)', 'varchar(4)'],
          ['varchar(9)', 'char(4)'],
          ['char(9)', 'varchar(4)'],
        ]) {
          await make(connection, `${parent} CHARACTER SET ${set}`, `${child} CHARACTER SET ${set}`)
          // Where two values are one the second is refused, as is a child that has no parent.
          for (const value of ['a', 'a ', 'abcdefgh', 'abcd'])
            await connection.query(`INSERT IGNORE INTO p VALUES ('${value}')`)
          for (const value of ['a', 'a ', 'abcd'])
            await connection.query(`INSERT IGNORE INTO c (p_id) VALUES ('${value}')`)
          const said = `${set}: ${parent}, ${child}`
          const all = await asked(connection, 'SELECT n FROM c')
          const joined = 'FROM p t0 JOIN c j0 ON j0.p_id = t0.id'
          // None is anybody else's, and none is missed.
          assert.deepEqual(await asked(connection, `SELECT j0.n ${joined} ORDER BY n`), all, said)
          for (const id of ['abcdefgh', 'a ', 'a']) {
            const where = `t0.id = '${id}' AND HEX(t0.id) = HEX('${id}')`
            const found = await asked(connection, `SELECT j0.n ${joined} WHERE ${where}`)
            const before = await asked(connection, 'SELECT n FROM c')
            await connection.query(`DELETE t0 FROM p t0 WHERE ${where}`)
            const left = await asked(connection, 'SELECT n FROM c')
            const gone = before.filter((one) => !left.includes(one))
            // A server leaves children of CHAR and VARCHAR behind, which a statement finds.
            assert.ok(
              gone.every((one) => found.includes(one)),
              `${said}: ${id}`,
            )
            if (child.startsWith('var') && parent.startsWith('var')) assert.deepEqual(gone, found)
          }
        }
    },
  )
}
