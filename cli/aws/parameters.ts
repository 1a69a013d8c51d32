import {
  GetParameterCommand,
  ParameterNotFound,
  PutParameterCommand,
  SSMClient,
} from '@aws-sdk/client-ssm'

let made: SSMClient | undefined
const client = (): SSMClient => (made ??= new SSMClient({}))

/** A parameter's value, a secret one decrypted; null where there is none. */
export async function readParameter(Name: string): Promise<string | null> {
  try {
    const { Parameter } = await client().send(
      new GetParameterCommand({ Name, WithDecryption: true }),
    )
    return Parameter?.Value ?? ''
  } catch (error) {
    if (error instanceof ParameterNotFound) return null
    throw error
  }
}

/** The switch's value; undefined if it is no JSON, or missing. */
export async function readControl(Name: string): Promise<unknown> {
  const text = await readParameter(Name)
  try {
    return JSON.parse(text ?? '')
  } catch {
    return undefined
  }
}

export async function writeControl(Name: string, value: object): Promise<void> {
  await client().send(
    new PutParameterCommand({ Name, Value: JSON.stringify(value), Overwrite: true }),
  )
}
