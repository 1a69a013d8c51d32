import type { SmokeCheck, SmokeTest } from '../contract/smoke.ts'
import type { Ask } from './ask.ts'

/** Asks the application for its version: null while there is no answer that names one. */
export async function askVersion(ask: Ask, { port }: SmokeTest): Promise<SmokeCheck | null> {
  const answer = await ask({ port, path: '/services/Version' }).catch(() => null)
  const version = /[A-Za-z][\w -]{0,40}-?v?\d+(\.\d+)+/.exec(answer?.text ?? '')?.[0]
  if (answer?.status !== 200 || version === undefined) return null
  return {
    check: 'version-told',
    passed: true,
    detail: `Found ${version}; expected 200 of /services/Version with a version.`,
  }
}
