import { controlName } from '../../functions/contract/control.ts'
import { cloud, key, outputs, secret } from './doctor-scene.ts'

/** What is broken, the check that tells, and what it says. */
export const broken: readonly (readonly [string, string, () => unknown, RegExp, RegExp])[] = [
  [
    'switch',
    'fault',
    () => cloud.parameters.set(controlName('test'), '{"stop": "no"}'),
    /no valid value .*so no purge runs/s,
    /^drydock resume test --reset$/,
  ],
  [
    'switch',
    'warning',
    () => cloud.parameters.set(controlName('test'), '{"stop": true}'),
    /stop: no run purges anything/,
    /^drydock resume test$/,
  ],
  [
    'subscribers',
    'warning',
    () => Object.assign(cloud.subscribers, { confirmed: 0, pending: 1 }),
    /Nobody gets reports and alarms\. 1 subscription waits to be confirmed\./,
    /a mail with a link/,
  ],
  [
    'next-start',
    'warning',
    () => cloud.stacks.set('drydock-test', outputs),
    /No schedule starts runs/,
    /drydock run test/,
  ],
  [
    'alarms',
    'warning',
    () =>
      cloud.metrics.alarms
        .set('drydock-test-a-run-failed', { description: 'Read this.', state: 'ALARM' })
        .set('drydock-test-a-clone-is-left', { description: '', state: 'OK' })
        .set('drydock-other-a-run-failed', { description: '', state: 'ALARM' }),
    /^drydock-test-a-run-failed is raised\.$/,
    /^Read this\.$/,
  ],
  [
    'secret',
    'fault',
    () => cloud.secrets.change(secret, { user: 'drydock', password: 'not to be shown' }),
    /has another form; expected \{"username"/,
    /these two keys/,
  ],
  ['secret', 'fault', () => cloud.secrets.remove(secret), /does not exist/, /^Create it, or/],
  [
    'secret',
    'fault',
    () => cloud.secrets.shown.set(secret, { DeletedDate: 1 }),
    /scheduled for deletion/,
    /restore-secret --secret-id arn:/,
  ],
  [
    'secret',
    'fault',
    () => cloud.secrets.shown.set(secret, { KmsKeyId: key.replace('0a1b', 'ffff') }),
    /which is not in "kmsKeys"/,
    /Add the ARN of this key/,
  ],
  [
    'secret',
    'ok',
    () => cloud.secrets.shown.set(secret, { KmsKeyId: key.split('/').at(-1) ?? '' }),
    /has a user and a password/,
    /^$/,
  ],
  [
    'secret',
    'ok',
    () => cloud.refuse({ action: 'GetSecretValue', code: 'AccessDeniedException' }),
    /You may not read it, so its form was left to the preflight/,
    /^$/,
  ],
  [
    'secret',
    'fault',
    () => cloud.refuse({ action: 'GetSecretValue', code: 'DecryptionFailure' }),
    /cannot be decrypted with its key/,
    /^Enable the key/,
  ],
  [
    'subscribers',
    'fault',
    () => cloud.refuse({ action: 'GetTopicAttributes', code: 'NotFound' }),
    /^AWS answers NotFound/,
    /^Deploy the environment again\.$/,
  ],
  [
    'secret',
    'warning',
    () => cloud.refuse({ action: 'DescribeSecret', code: 'AccessDeniedException' }),
    /AWS does not let you see it/,
    /docs\/operations\.md lists/,
  ],
]
