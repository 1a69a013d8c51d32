import type { z } from 'zod'
import { evidence } from './aws/evidence.ts'
import { keepToken } from './aws/keep-token.ts'
import { publish } from './aws/topic.ts'
import { approvalName } from './contract/control.ts'
import { durationMilliseconds } from './contract/environment.ts'
import { gatesSchema } from './contract/gates.ts'
import { approvalEventSchema } from './contract/steps.ts'
import { readLeft } from './measure/read-left.ts'
import { approvalRequest } from './report/approval-request.ts'
import { step } from './runtime/step.ts'
import { askedBacklog } from './jobs/asked-backlog.ts'
import { askedRows } from './jobs/asked-rows.ts'
import { reachClone } from './jobs/reach-clone.ts'
import { timed } from './jobs/timed.ts'

/**
 * Asks the topic's subscribers for approval. The state machine waits for the answer; this function
 * does not.
 */
export const handler = step(
  approvalEventSchema,
  timed('ask-approval', async ({ run, sources, token }: z.infer<typeof approvalEventSchema>) => {
    const kept = evidence(run)
    const tokenName = approvalName(run.environment, run.runId)
    const gates = await Promise.all(
      sources.map(({ name }) => readLeft((step) => kept.get(name, step), 'gates', gatesSchema)),
    )
    const clones = await Promise.all(sources.map((source) => reachClone(run, source)))
    await keepToken(tokenName, token)
    const deadline = Date.now() + durationMilliseconds(run.approval?.deadline ?? '0m')
    const { subject, message } = approvalRequest({
      run,
      sources,
      gates: gates.flatMap((one) => one.gates),
      clones,
      ...(await askedRows(run, sources)),
      backlog: await askedBacklog(run, sources),
      tokenName,
      deadline,
    })
    await publish(run.deployment.reportTopic, subject, message)
    return {}
  }),
)
