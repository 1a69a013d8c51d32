import type { SmokeTest } from '../contract/smoke.ts'
import type { Answer, Ask } from './ask.ts'
import { status, type Question } from './check.ts'

/** Waits for the given ms. */
export type Pause = (milliseconds: number) => Promise<void>

/** What is asked of an API behind the gateway. */
export function apiQuestions(ask: Ask, api: NonNullable<SmokeTest['api']>, pause: Pause) {
  const call = (token: string | null) =>
    token === null ? null : () => ask({ ...api, authorization: `Bearer ${token}` })
  return {
    answers: (refreshed: string | null): Question => ({
      check: 'api-answers',
      call: patient(call(refreshed), pause),
      expected: '200 from the API with the refreshed token',
      next:
        'Check whether the client is still subscribed to "smokeTest.api", and check the end of ' +
        'the log.',
      judge: status(200),
    }),
    // The gateway has never seen this token, so none of its caches can answer.
    refuses: (revoked: string | null): Question => ({
      check: 'api-refuses',
      call: call(revoked),
      expected: '401 from the API with the revoked token',
      next:
        "A revoked token still opens the API: check the gateway's caches and the end of the " +
        'log.',
      judge: status(401),
    }),
  }
}

/**
 * APIs are deployed some time after the version is available: until then nothing answers at their
 * path.
 */
function patient(call: (() => Promise<Answer>) | null, pause: Pause): Question['call'] {
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
