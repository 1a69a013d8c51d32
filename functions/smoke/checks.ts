import { z } from 'zod'
import type { SmokeName } from '../contract/check-names.ts'
import type { SmokeCheck, SmokeTest } from '../contract/smoke.ts'
import type { Answer, Ask } from './ask.ts'
import { basic, type Client } from './client.ts'

const issuedSchema = z.object({ access_token: z.string().min(1) })
const introspectedSchema = z.object({ active: z.boolean() })

/** Waits for the given ms. */
export type Pause = (milliseconds: number) => Promise<void>

/**
 * What an application must still be able to do on the purged clone. Each check states what was
 * found, what was expected and what to do next.
 */
export async function smokeChecks(
  ask: Ask,
  test: SmokeTest,
  client: Client,
  pause: Pause,
): Promise<{ readonly checks: SmokeCheck[]; readonly secrets: string[] }> {
  const checks: SmokeCheck[] = []
  const asClient = basic(client.consumerKey, client.consumerSecret)
  const asInspector =
    client.username === undefined ? asClient : basic(client.username, client.password ?? '')
  const oauth =
    (path: string, authorization: string, form: Readonly<Record<string, string>>) => () =>
      ask({ port: test.port, path: `/oauth2/${path}`, authorization, form })

  const check = async (
    name: SmokeName,
    call: (() => Promise<Answer>) | null,
    expected: string,
    next: string,
    judge: (answer: Answer) => string | null,
  ): Promise<string | null> => {
    const answer =
      call === null
        ? null
        : await call().catch((error: unknown) =>
            error instanceof Error ? error : new Error(String(error)),
          )
    const value = answer === null || answer instanceof Error ? null : judge(answer)
    // The body of an answer may be a token: only its length is shown.
    const found =
      answer === null
        ? 'it was not called, since there is no token'
        : answer instanceof Error
          ? `no answer (${answer.message})`
          : `${answer.status}, ${answer.text.length} characters`
    checks.push({
      check: name,
      passed: value !== null,
      detail: `Found ${found}; expected ${expected}.${value === null ? ` ${next}` : ''}`,
    })
    return value
  }
  const token = ({ status, text }: Answer) =>
    status === 200 ? (parsed(issuedSchema, text)?.access_token ?? null) : null
  const state =
    (active: boolean) =>
    ({ status, text }: Answer) =>
      status === 200 && parsed(introspectedSchema, text)?.active === active ? 'so' : null
  const status = (expected: number) => (answer: Answer) =>
    answer.status === expected ? 'so' : null

  const fresh = await check(
    'token-issued',
    oauth('token', asClient, { grant_type: 'client_credentials' }),
    '200 and an access token for client credentials',
    'Check whether the client of the secret "smokeTest.client" is still registered, on the ' +
      'clone and on production.',
    token,
  )
  const refreshed = await check(
    'old-token-refreshed',
    oauth('token', asClient, { grant_type: 'refresh_token', refresh_token: client.refreshToken }),
    '200 and an access token for the refresh token from before the cleanup',
    'Check whether that refresh token has expired on production too; if so, put a new one ' +
      'into the secret "smokeTest.client". If not, the cleanup deleted it: disable the rule ' +
      'and report it.',
    token,
  )
  await check(
    'token-introspected',
    refreshed === null ? null : oauth('introspect', asInspector, { token: refreshed }),
    '200 and "active": true for the refreshed token',
    'If 200, the application treats its own new token as expired: check the end of the log. ' +
      'If 401 or 403, the secret "smokeTest.client" needs "username" and "password" of a user ' +
      'who may introspect.',
    state(true),
  )
  const call =
    test.api &&
    ((bearer: string | null) =>
      bearer === null
        ? null
        : () => ask({ ...(test.api ?? { port: 0, path: '/' }), authorization: `Bearer ${bearer}` }))
  if (call)
    await check(
      'api-answers',
      patient(call(refreshed), pause),
      '200 from the API with the refreshed token',
      'Check whether the client is still subscribed to "smokeTest.api", and check the end of ' +
        'the log.',
      status(200),
    )
  const revoked = await check(
    'token-revoked',
    fresh === null ? null : oauth('revoke', asClient, { token: fresh }),
    '200 for revoking the new token',
    'Check the end of the log.',
    status(200),
  )
  await check(
    'revoked-token-inactive',
    revoked === null || fresh === null ? null : oauth('introspect', asInspector, { token: fresh }),
    '200 and "active": false for the revoked token',
    'Revoking does not work on the clone: check the end of the log.',
    state(false),
  )
  // The gateway has never seen this token, so none of its caches can answer.
  if (call)
    await check(
      'api-refuses',
      call(revoked && fresh),
      '401 from the API with the revoked token',
      "A revoked token still opens the API: check the gateway's caches and the end of the log.",
      status(401),
    )
  return {
    checks,
    secrets: [
      client.consumerSecret,
      client.refreshToken,
      client.password ?? '',
      fresh ?? '',
      refreshed ?? '',
    ],
  }
}

/**
 * APIs are deployed some time after the version is available: until then nothing answers at their
 * path.
 */
function patient(
  call: (() => Promise<Answer>) | null,
  pause: Pause,
): (() => Promise<Answer>) | null {
  return (
    call &&
    (async () => {
      for (let tries = 1; ; tries++) {
        const answer = await call().catch((error: unknown) =>
          tries === 12 ? Promise.reject(error) : null,
        )
        if (answer !== null && (tries === 12 || ![404, 502, 503].includes(answer.status)))
          return answer
        await pause(5000)
      }
    })
  )
}

function parsed<T>(schema: z.ZodType<T>, text: string): T | null {
  try {
    return schema.parse(JSON.parse(text))
  } catch {
    return null
  }
}
