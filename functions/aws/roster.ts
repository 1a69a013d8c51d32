import { randomUUID } from 'node:crypto'
import { gunzipSync, gzipSync } from 'node:zlib'
import { GetObjectCommand, NoSuchKey, PutObjectCommand } from '@aws-sdk/client-s3'
import type { Deployment } from '../contract/environment.ts'
import type { RosterPage, RosterStore } from '../measure/roster-pages.ts'
import { s3, wholeBody } from './s3.ts'

/** A run's rosters of one source: packed row keys, stored beside the run's evidence. */
export function rosterStore(
  { runId, deployment }: { readonly runId: string; readonly deployment: Deployment },
  source: string,
): RosterStore {
  const place = (database: string, table: string, page: string) => ({
    Bucket: deployment.evidenceBucket,
    Key: `runs/${runId}/${source}/roster/${database}/${table}-${page}.json.gz`,
  })
  return {
    call: randomUUID().slice(0, 8),
    async put(database, table, page, content) {
      const Body = gzipSync(JSON.stringify(content), { level: 1 })
      await s3.send(new PutObjectCommand({ ...place(database, table, page), Body }))
    },
    async get(database, table, page) {
      try {
        const { Body } = await s3.send(new GetObjectCommand(place(database, table, page)))
        const bytes = Buffer.from((await wholeBody(Body?.transformToByteArray())) ?? [])
        return JSON.parse(gunzipSync(bytes).toString('utf8')) as RosterPage
      } catch (error) {
        if (error instanceof NoSuchKey) return null
        throw error
      }
    },
  }
}
