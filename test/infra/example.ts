import { readFileSync } from 'node:fs'

/** A fresh copy of the shipped example, unparsed. */
export function exampleSettings(): {
  sources: { instance: string; databases: string[]; secret: string }[]
} & Record<string, unknown> {
  return JSON.parse(
    readFileSync(new URL('../../infra/environments/example.json', import.meta.url), 'utf8'),
  )
}

export const deployment = {
  cloneSecurityGroup: 'sg-clones',
  evidenceBucket: 'evidence',
  reportTopic: 'arn:aws:sns:local:000000000000:report',
}
