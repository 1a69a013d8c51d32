import { applicationLog } from './aws/application-log.ts'
import { evidence } from './aws/evidence.ts'
import { findApplication } from './aws/find-application.ts'
import { readSecret } from './aws/secrets.ts'
import { planSchema, type Plan } from './contract/steps.ts'
import { step } from './runtime/step.ts'
import { timed } from './jobs/timed.ts'
import { askAt } from './smoke/ask.ts'
import { clientSchema, clientWords, storedSchema } from './smoke/client.ts'
import { redact } from './smoke/redact.ts'
import { smokeSettings } from './smoke/settings.ts'
import { refuseSmoke, smokeTest } from './smoke/smoke-test.ts'

/**
 * Waits until the application on the clone answers, and tests what an application must be able to
 * do.
 */
export const handler = step(
  planSchema,
  timed('smoke-test', async ({ run, sources: [first] }: Plan, { clock }) => {
    const { test, place } = smokeSettings(run)
    const application = await findApplication(place, run.runId)
    const client = await readSecret(test.client, clientSchema, clientWords)
    const { checks, secrets } = await smokeTest({
      test,
      client,
      application,
      askAt: (host) => askAt(test.protocol, host),
      now: Date.now(),
      pause: clock.sleep,
    })
    const passwords = await readSecret(place.credentials, storedSchema, '"password"')
    const log = application === null ? [] : await applicationLog(place, application.task, 50)
    await evidence(run).put(first?.name ?? '', 'smoke', {
      checks,
      log: redact(log, [...secrets, ...Object.values(passwords)]),
    })
    refuseSmoke(checks)
    return {}
  }),
)
