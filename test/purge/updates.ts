import { setTimeout as sleep } from 'node:timers/promises'
import { latencyOf } from '../../local/client/latency.ts'
import { connect, type Engine } from '../seed/engines.ts'
import { tokens } from './batch-scene.ts'

/** Milliseconds of updates of live tokens, one after the other, until told to end. */
export async function updates(
  engine: Engine,
  database: string,
  until: Promise<unknown>,
  onUpdate: () => void = () => undefined,
) {
  const client = await connect(engine, database)
  const times: number[] = []
  let ended = false
  void until.catch(() => undefined).finally(() => (ended = true))
  try {
    for (let at = 6; !ended; at = at >= 290 ? 6 : at + 3) {
      const began = performance.now()
      await client.query(`UPDATE ${tokens} SET AUTHZ_USER = ? WHERE TOKEN_ID = ?`, [
        `${times.length}`,
        `t${String(at).padStart(5, '0')}`,
      ])
      times.push(performance.now() - began)
      onUpdate()
      await sleep(1)
    }
  } finally {
    await client.end()
  }
  return latencyOf(times)
}
