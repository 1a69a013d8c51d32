import { z } from 'zod'
import type { Answer, Ask } from './ask.ts'
import { status, type Question } from './check.ts'
import { basic, type Client } from './client.ts'

const issuedSchema = z.object({ access_token: z.string().min(1) })
const introspectedSchema = z.object({ active: z.boolean() })

/** What is asked of the application's token endpoints, as the client of the secret. */
export function tokenQuestions(ask: Ask, port: number, client: Client) {
  const asClient = basic(client.consumerKey, client.consumerSecret)
  const asInspector =
    client.username === undefined ? asClient : basic(client.username, client.password ?? '')
  const call =
    (path: string, form: Readonly<Record<string, string>>, authorization = asClient) =>
    () =>
      ask({ port, path: `/oauth2/${path}`, authorization, form })
  const introspect = (token: string | null) =>
    token === null ? null : call('introspect', { token }, asInspector)

  return {
    issue: (): Question => ({
      check: 'token-issued',
      call: call('token', { grant_type: 'client_credentials' }),
      expected: '200 and an access token for client credentials',
      next:
        'Check whether the client of the secret "smokeTest.client" is still registered, on the ' +
        'clone and on production.',
      judge: token,
    }),
    refresh: (): Question => ({
      check: 'old-token-refreshed',
      call: call('token', { grant_type: 'refresh_token', refresh_token: client.refreshToken }),
      expected: '200 and an access token for the refresh token from before the cleanup',
      next:
        'Check whether that refresh token has expired on production too; if so, put a new one ' +
        'into the secret "smokeTest.client". If not, the cleanup deleted it: disable the rule ' +
        'and report it.',
      judge: token,
    }),
    introspect: (refreshed: string | null): Question => ({
      check: 'token-introspected',
      call: introspect(refreshed),
      expected: '200 and "active": true for the refreshed token',
      next:
        'If 200, the application treats its own new token as expired: check the end of the log. ' +
        'If 401 or 403, the secret "smokeTest.client" needs "username" and "password" of a user ' +
        'who may introspect.',
      judge: active(true),
    }),
    revoke: (fresh: string | null): Question => ({
      check: 'token-revoked',
      call: fresh === null ? null : call('revoke', { token: fresh }),
      expected: '200 for revoking the new token',
      next: 'Check the end of the log.',
      judge: status(200),
    }),
    introspectRevoked: (revoked: string | null): Question => ({
      check: 'revoked-token-inactive',
      call: introspect(revoked),
      expected: '200 and "active": false for the revoked token',
      next: 'Revoking does not work on the clone: check the end of the log.',
      judge: active(false),
    }),
  }
}

const token = ({ status, text }: Answer): string | null =>
  status === 200 ? (parsed(issuedSchema, text)?.access_token ?? null) : null

const active =
  (expected: boolean): Question['judge'] =>
  ({ status, text }) =>
    status === 200 && parsed(introspectedSchema, text)?.active === expected ? 'so' : null

function parsed<T>(schema: z.ZodType<T>, text: string): T | null {
  try {
    return schema.parse(JSON.parse(text))
  } catch {
    return null
  }
}
