import { evidence } from '../aws/evidence.ts'
import type { Deployment } from '../contract/environment.ts'
import { NamedError } from '../contract/errors.ts'
import { brokenLink, type RunIndex } from '../report/chain.ts'

/** Reports are kept for 91 days at least: an older one may be gone by design. */
const kept = 91 * 86_400_000

/**
 * Which earlier reports are missing or not as they were written, by the index; an object's hash
 * shows it.
 * @param now epoch ms.
 */
export async function brokenLinks(
  deployment: Deployment,
  { runs }: RunIndex,
  now: number,
): Promise<string[]> {
  const faults: string[] = []
  for (const { runId, sha256, finishedAt } of runs) {
    if (now - Date.parse(finishedAt) >= kept) continue
    const text = await evidence({ runId, deployment })
      .getText('report.json')
      .catch((error: unknown) => {
        // The step is retried: a busy S3 must not look like a broken chain.
        if (error instanceof NamedError && error.name === 'AwsUnavailable') throw error
        return null
      })
    const fault = brokenLink({ runId, sha256 }, text)
    if (fault !== null) faults.push(fault)
  }
  return faults
}
