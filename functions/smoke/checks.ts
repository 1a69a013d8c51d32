import type { SmokeCheck, SmokeTest } from '../contract/smoke.ts'
import { apiQuestions, type Pause } from './api-questions.ts'
import type { Ask } from './ask.ts'
import { ask, type Question } from './check.ts'
import type { Client } from './client.ts'
import { tokenQuestions } from './token-questions.ts'

/** What an application must still be able to do on the purged clone. */
export async function smokeChecks(
  send: Ask,
  test: SmokeTest,
  client: Client,
  pause: Pause,
): Promise<{ readonly checks: SmokeCheck[]; readonly secrets: string[] }> {
  const checks: SmokeCheck[] = []
  const check = async (question: Question): Promise<string | null> => {
    const { value, told } = await ask(question)
    checks.push(told)
    return value
  }
  const tokens = tokenQuestions(send, test.port, client)
  const api = test.api && apiQuestions(send, test.api, pause)

  const fresh = await check(tokens.issue())
  const refreshed = await check(tokens.refresh())
  await check(tokens.introspect(refreshed))
  if (api) await check(api.answers(refreshed))
  const revoked = (await check(tokens.revoke(fresh))) === null ? null : fresh
  await check(tokens.introspectRevoked(revoked))
  if (api) await check(api.refuses(revoked))

  const { consumerSecret, refreshToken, password = '' } = client
  return { checks, secrets: [consumerSecret, refreshToken, password, fresh ?? '', refreshed ?? ''] }
}
