import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Connection } from 'mysql2/promise'
import { privileges } from '../../functions/preflight/privileges.ts'
import { engines } from '../seed/engines.ts'
import { inSchema } from './in-schema.ts'
import { inScene } from './preflight-scene.ts'
import { pattern } from '../pattern.ts'

for (const engine of engines) {
  const on = (what: string, name: string, work: (connection: Connection) => Promise<void>) =>
    test(`${engine.name}: ${what}`, { skip: engine.skip }, () => inSchema(engine, name, work))

  on(
    'privileges-sufficient refuses a user who may not delete, and warns of one who may do anything',
    'grants',
    async (connection) => {
      const name = connection.config.database ?? ''
      const level = async (...grants: string[]) => {
        await connection.query(`DROP USER IF EXISTS reader@localhost`)
        await connection.query(`CREATE USER reader@localhost IDENTIFIED BY 'pw'`)
        for (const grant of grants) await connection.query(`GRANT ${grant} TO reader@localhost`)
        const { level: found, detail } = await inScene(
          engine,
          connection,
          { user: 'reader' },
          privileges,
        )
        return `${found}: ${detail}`
      }
      assert.match(await level(`SELECT, DELETE ON ${name}.*`), /^passed/)
      assert.match(
        await level(`SELECT, DELETE ON \`preflight\\_%\`.*`, 'PROCESS ON *.*'),
        /^passed/,
      )
      assert.match(await level(`SELECT ON ${name}.*`), /^failed: .*lacks DELETE/)
      assert.match(
        await level(`SELECT ON ${name}.*`, `DELETE ON ${name}.IDN_OAUTH2_ACCESS_TOKEN`),
        /^failed: .*lacks DELETE/,
      )
      assert.match(await level(`SELECT, DELETE, UPDATE ON ${name}.*`), /^warning: .*UPDATE/)
      assert.match(await level(`ALL ON *.*`), /^warning: .*(ALL|INSERT) on \*\.\*/)
      // Statistics are a courtesy, a rebuild was asked for: on its own tables alone.
      const judged = async (
        changes: { analyze?: boolean; reclaimed?: string[]; mode?: 'plan' | 'purge' },
        ...grants: string[]
      ) => {
        await level(...grants)
        const {
          level: found,
          detail,
          remedy,
        } = await inScene(engine, connection, { user: 'reader', ...changes }, privileges)
        return `${found}: ${detail} ${remedy}`
      }
      const plain = `SELECT, DELETE ON ${name}.*`
      assert.match(
        await judged({ analyze: true }, plain),
        /^warning: The statistics of 10 tables cannot be refreshed/,
      )
      assert.match(await judged({ analyze: true }, plain, `INSERT ON ${name}.*`), /^passed/)
      // What is to be granted is told at once, not one finding after the other.
      for (const had of [`SELECT ON ${name}.*`, `ALL ON *.*`])
        assert.match(
          await judged({ analyze: true }, had),
          pattern(
            /GRANT SELECT, DELETE, INSERT ON \S+ TO the user of the secret; GRANT PROCESS ON /,
            /\*\.\* TO/,
          ),
        )
      const reclaimed = ['IDN_OAUTH2_ACCESS_TOKEN']
      assert.match(
        await judged({ reclaimed }, plain),
        pattern(
          /^failed: The user lacks the privileges to rebuild IDN_OAUTH2_ACCESS_TOKEN,.*GRANT /,
          /ALTER, CREATE, INSERT ON/,
        ),
      )
      assert.match(
        await judged({ reclaimed, mode: 'plan' }, plain),
        /^warning: The user lacks the privileges to rebuild/,
      )
      assert.match(
        await judged(
          { reclaimed },
          plain,
          `ALTER, CREATE, INSERT ON ${name}.IDN_OAUTH2_ACCESS_TOKEN`,
        ),
        /^passed/,
      )
      assert.match(
        await judged(
          { reclaimed },
          plain,
          `ALTER, CREATE, INSERT ON ${name}.IDN_AUTH_SESSION_STORE`,
        ),
        /^failed/,
      )
      assert.match(await judged({}, plain, `ALTER ON ${name}.*`), /^warning: .*far more.*ALTER/)
      await connection.query('DROP ROLE IF EXISTS cleaner')
      await connection.query('CREATE ROLE cleaner')
      await connection.query(`GRANT SELECT, DELETE ON ${name}.* TO cleaner`)
      await connection.query(`DROP USER IF EXISTS reader@localhost`)
      await connection.query(`CREATE USER reader@localhost IDENTIFIED BY 'pw'`)
      await connection.query(`GRANT cleaner TO reader@localhost`)
      await connection.query(
        engine.name === 'MySQL'
          ? 'SET DEFAULT ROLE cleaner TO reader@localhost'
          : 'SET DEFAULT ROLE cleaner FOR reader@localhost',
      )
      assert.equal(
        (await inScene(engine, connection, { user: 'reader' }, privileges)).level,
        'passed',
        'a role gives as much',
      )
      await connection.query('DROP ROLE cleaner')
      await connection.query('DROP USER reader@localhost')
    },
  )
}
