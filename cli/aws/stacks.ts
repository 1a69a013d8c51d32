import {
  CloudFormationClient,
  CloudFormationServiceException,
  paginateDescribeStacks,
  type Stack,
} from '@aws-sdk/client-cloudformation'

export interface FoundStack {
  readonly name: string
  readonly region: string
  readonly outputs: Readonly<Record<string, string>>
  readonly status: string
  /** Of its last deployment. */
  readonly deployedAt: string
}

/**
 * The stacks of this name; of any name where none is given.
 * DescribeStacks: "If the stack doesn't exist, a ValidationError is returned"
 * (DescribeStacksCommand.d.ts).
 */
export async function findStacks(name?: string): Promise<readonly FoundStack[]> {
  const client = new CloudFormationClient({})
  const region = await client.config.region()
  const found: FoundStack[] = []
  try {
    const asked = name === undefined ? {} : { StackName: name }
    for await (const { Stacks = [] } of paginateDescribeStacks({ client }, asked))
      for (const one of Stacks)
        found.push({
          name: one.StackName ?? '',
          region,
          outputs: outputsOf(one),
          status: one.StackStatus ?? 'unknown',
          deployedAt: (one.LastUpdatedTime ?? one.CreationTime ?? new Date(0)).toISOString(),
        })
  } catch (error) {
    const isMissing =
      error instanceof CloudFormationServiceException && /does not exist/.test(error.message)
    if (!isMissing) throw error
  }
  return found
}

const outputsOf = ({ Outputs = [] }: Stack): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Outputs.map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]),
  )
