import { CloudError } from './request.ts'

/** CloudFormation's DescribeStacks, for stacks that somebody else has set up. */
export class Stacks {
  /** The outputs of each stack, by its name. */
  readonly outputs = new Map<string, Readonly<Record<string, string>>>()
  readonly #deployed = new Date().toISOString()

  call(parameters: URLSearchParams): unknown {
    const wanted = parameters.get('StackName')
    if (wanted !== null && !this.outputs.has(wanted))
      throw new CloudError('ValidationError', `Stack with id ${wanted} does not exist`)
    const named = [...this.outputs].filter(([name]) => wanted === null || name === wanted)
    return {
      Stacks: named.map(([StackName, outputs]) => ({
        StackName,
        StackStatus: 'CREATE_COMPLETE',
        CreationTime: this.#deployed,
        Outputs: Object.entries(outputs).map(([OutputKey, OutputValue]) => ({
          OutputKey,
          OutputValue,
        })),
      })),
    }
  }
}
