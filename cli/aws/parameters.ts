import {
  GetParameterCommand,
  ParameterNotFound,
  ParameterVersionNotFound,
  PutParameterCommand,
  SSMClient,
} from '@aws-sdk/client-ssm'

let made: SSMClient | undefined
const client = (): SSMClient => (made ??= new SSMClient({}))

/** A parameter's value, a secret one decrypted; null where there is none. */
export const readParameter = async (name: string): Promise<string | null> =>
  (await readVersion(name))?.text ?? null

async function readVersion(
  Name: string,
): Promise<{ readonly text: string; readonly version: number } | null> {
  try {
    const { Parameter } = await client().send(
      new GetParameterCommand({ Name, WithDecryption: true }),
    )
    return { text: Parameter?.Value ?? '', version: Parameter?.Version ?? 0 }
  } catch (error) {
    if (error instanceof ParameterNotFound || error instanceof ParameterVersionNotFound) return null
    throw error
  }
}

/** The switch as it was found: what it holds, and its version; 0 where it is missing. */
export interface Found {
  /** undefined if it is no JSON. */
  readonly value: unknown
  readonly version: number
}

/**
 * @param version an earlier one ("To query by parameter version, use "Name": "name:version"":
 * GetParameterRequest).
 */
export async function findControl(name: string, version?: number): Promise<Found> {
  const found = await readVersion(version === undefined ? name : `${name}:${version}`)
  return { value: parsed(found?.text ?? ''), version: found?.version ?? 0 }
}

/** The switch's value; undefined if it is no JSON, or missing. */
export const readControl = async (name: string): Promise<unknown> => (await findControl(name)).value

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/**
 * @returns the new version: one more than what was read, unless another has written in between
 * ("automatically creates a new version": PutParameterResult).
 */
export async function writeControl(Name: string, value: object): Promise<number> {
  const { Version = 0 } = await client().send(
    new PutParameterCommand({ Name, Value: JSON.stringify(value), Overwrite: true }),
  )
  return Version
}
