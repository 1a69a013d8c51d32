import { readFileSync } from 'node:fs'
import { readSettings } from '../../infra/settings-text.ts'

/** A fresh copy of the shipped example, unparsed. */
export function exampleSettings(): {
  sources: { instance: string; databases: string[]; secret: string }[]
} & Record<string, unknown> {
  const file = new URL('../../infra/environments/example.json', import.meta.url)
  return readSettings(readFileSync(file, 'utf8')).settings as ReturnType<typeof exampleSettings>
}

export const deployment = {
  cloneSecurityGroup: 'sg-clones',
  evidenceBucket: 'evidence',
  reportTopic: 'arn:aws:sns:local:000000000000:report',
}
