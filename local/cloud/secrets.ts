import { arn, home } from './arn.ts'
import { CloudError } from './request.ts'

interface Shown {
  readonly KmsKeyId?: string
  /** s since the epoch. */
  readonly DeletedDate?: number
}

/** Secrets Manager's GetSecretValue, PutSecretValue, DescribeSecret and ListSecrets. */
export class Secrets {
  readonly #values = new Map<string, string>()
  /** What DescribeSecret shows besides the name, by ARN. */
  readonly shown = new Map<string, Shown>()

  /** @returns the secret's ARN. */
  add(name: string, value: unknown, account = home): string {
    const id = arn('secretsmanager', `secret:${name}-abcdef`, account)
    this.change(id, value)
    return id
  }

  change(id: string, value: unknown): void {
    this.#values.set(id, JSON.stringify(value))
  }

  remove(id: string): void {
    this.#values.delete(id)
  }

  call(
    action: string,
    { SecretId, SecretString }: { readonly SecretId?: string; readonly SecretString?: string },
    account = home,
  ): unknown {
    if (action === 'ListSecrets') return { SecretList: this.#list(account) }
    if (!['GetSecretValue', 'PutSecretValue', 'DescribeSecret'].includes(action))
      throw new CloudError(
        'InvalidAction',
        `The local cloud does not serve ${action} of Secrets Manager`,
      )
    if (/^arn:/.test(SecretId ?? '') && SecretId?.split(':')[4] !== account)
      throw new CloudError(
        'AccessDeniedException',
        'No resource-based policy allows the secretsmanager:GetSecretValue action',
      )
    const value = this.#values.get(SecretId ?? '')
    if (value === undefined)
      throw new CloudError(
        'ResourceNotFoundException',
        "Secrets Manager can't find the specified secret.",
      )
    const shown = this.shown.get(SecretId ?? '')
    if (action === 'DescribeSecret')
      return { ARN: SecretId, Name: nameOf(SecretId ?? ''), ...shown }
    if (shown?.DeletedDate !== undefined)
      throw new CloudError(
        'InvalidRequestException',
        "You can't perform this operation on the secret because it was marked for deletion.",
      )
    if (action === 'GetSecretValue') return { ARN: SecretId, SecretString: value }
    if (SecretString === undefined)
      throw new CloudError(
        'InvalidRequestException',
        'You must provide either SecretString or SecretBinary.',
      )
    if (/:secret:rds!/.test(SecretId ?? ''))
      throw new CloudError(
        'InvalidRequestException',
        'The secret is managed by another service, and you must use that service to update it.',
      )
    if (Buffer.byteLength(SecretString) > 65_536)
      throw new CloudError('ValidationException', 'Expected a SecretString of up to 65536 bytes.')
    this.#values.set(SecretId ?? '', SecretString)
    return { ARN: SecretId }
  }

  /** Not those that are scheduled for deletion. */
  #list(account: string): unknown[] {
    return [...this.#values.keys()]
      .filter((id) => id.split(':')[4] === account)
      .map((id) => ({ ARN: id, Name: nameOf(id), ...this.shown.get(id) }))
      .filter((one) => !('DeletedDate' in one))
  }
}

/** Secrets Manager adds a hyphen and six characters to the name. */
const nameOf = (id: string): string => (id.split(':').at(-1) ?? '').replace(/-\w{6}$/, '')
