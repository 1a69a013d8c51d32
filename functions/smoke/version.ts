import type { SmokeCheck, SmokeTest } from '../contract/smoke.ts'
import type { Ask } from './ask.ts'

/** Queries the application's version; null while no answer contains one. */
export async function askVersion(ask: Ask, { port }: SmokeTest): Promise<SmokeCheck | null> {
  const answer = await ask({ port, path: '/services/Version' }).catch(() => null)
  const version = /[A-Za-z][\w -]{0,40}-?v?\d+(\.\d+)+/.exec(answer?.text ?? '')?.[0]
  if (answer?.status !== 200 || version === undefined) return null
  return {
    check: 'version-told',
    passed: true,
    detail: `Found ${version}; expected 200 from /services/Version with a version.`,
  }
}
