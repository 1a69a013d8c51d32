import { identify } from '../../functions/contract/source.ts'
import { lookAtSecret, type SecretLook } from '../aws/secret-look.ts'
import { fault, findingsOf, ok, warning, type Finding, type Said } from './finding.ts'
import type { Scene } from './scene.ts'

/** Each source's secret: that it is there, has the form, and can be decrypted by the functions. */
export async function secrets({ settings, deployment }: Scene): Promise<readonly Finding[]> {
  const findings: Finding[] = []
  for (const source of settings.sources)
    findings.push(
      ...(await findingsOf('secret', identify(source).name, async () =>
        judged(source.secret, await lookAtSecret(source.secret), deployment.site?.kmsKeys),
      )),
    )
  return findings
}

function judged(
  secret: string,
  { form, key }: SecretLook,
  kmsKeys: readonly string[] | undefined,
): readonly Said[] {
  const about = `The secret ${secret}`
  const found: Said[] = []
  if (form === 'missing')
    return [fault(`${about} does not exist.`, 'Create it, or correct "secret" and deploy.')]
  if (form === 'deleted')
    return [
      fault(
        `${about} is scheduled for deletion: nobody can read it.`,
        `aws secretsmanager restore-secret --secret-id ${secret}`,
      ),
    ]
  if (form === 'locked')
    found.push(
      fault(
        `${about} cannot be decrypted with its key${key === null ? '' : ` ${key}`}.`,
        'Enable the key, or cancel its deletion.',
      ),
    )
  if (form === 'wrong')
    found.push(
      fault(
        `${about} has another form; expected {"username": "…", "password": "…"}.`,
        'Give it these two keys, with the user of the database.',
      ),
    )
  const isUnnamed = kmsKeys !== undefined && key !== null && !kmsKeys.some(isKey(key))
  if (isUnnamed)
    found.push(
      (key.includes(':alias/') ? warning : fault)(
        `${about} is encrypted with ${key}, which is not in "kmsKeys": the functions may not ` +
          'decrypt it.',
        'Add the ARN of this key to "kmsKeys" and deploy.',
      ),
    )
  if (found.length > 0) return found
  return [
    ok(
      form === 'hidden'
        ? `${about} exists. You may not read it, so its form was left to the preflight.`
        : `${about} has a user and a password.`,
    ),
  ]
}

/** Secrets Manager shows an ID where the console made the secret (DescribeSecret, KmsKeyId). */
const isKey = (shown: string) => (arn: string) => arn === shown || arn.endsWith(`/${shown}`)
