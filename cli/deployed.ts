import { z } from 'zod'
import {
  deploymentSchema,
  runEnvironmentSchema,
  type Deployment,
  type RunEnvironment,
} from '../functions/contract/environment.ts'
import { controlName } from '../functions/contract/control.ts'
import { NamedError } from '../functions/contract/errors.ts'
import { namePrefix } from '../functions/contract/names.ts'
import { didYouMean } from '../functions/contract/nearest.ts'
import { outputNames, stackName, type Outputs } from '../functions/contract/outputs.ts'
import { readDefinition } from './aws/executions.ts'
import { here, isLocal } from './place.ts'
import { findStacks, type FoundStack } from './aws/stacks.ts'

/** An environment as it is deployed: where everything of it is. */
export interface Deployed extends Outputs {
  readonly name: string
  readonly region: string
  /** The stack that holds it: of its own, or somebody's. */
  readonly stack: string
}

/** All environments of this account and region. */
export async function allDeployed(): Promise<readonly Deployed[]> {
  return (await findStacks()).flatMap((stack) =>
    outputNames.runs in stack.outputs && nameOf(stack) !== undefined ? [deployedAs(stack)] : [],
  )
}

/**
 * The environment of this name; without a name, the only one.
 * @throws NamedError EnvironmentNotFound, InvalidInput
 */
export async function findDeployed(name: string | undefined): Promise<Deployed> {
  if (name === undefined) return onlyOne(await allDeployed())
  const [stack] = await findStacks(stackName(name))
  if (stack !== undefined) return deployedAs(stack)
  const all = await allDeployed()
  const elsewhere = all.find((one) => one.name === name)
  if (elsewhere !== undefined) return elsewhere
  const others = all.map((one) => one.name)
  throw new NamedError(
    'EnvironmentNotFound',
    `There is no ${isLocal() ? `environment ${name}` : `stack ${stackName(name)}`} ${here()}` +
      `${didYouMean(name, others) || '.'} ${listed(others)} ${advice('the name, ')}`,
  )
}

function onlyOne(all: readonly Deployed[]): Deployed {
  const [one] = all
  const names = all.map(({ name }) => name)
  if (one === undefined)
    throw new NamedError('EnvironmentNotFound', `${listed(names)} ${advice('')}`)
  if (all.length > 1)
    throw new NamedError('InvalidInput', `${listed(names)} Name the one that you mean.`)
  return one
}

const listed = (names: readonly string[]): string =>
  names.length === 0
    ? `No environment of Drydock is deployed ${here()}.`
    : `Deployed here: ${names.join(', ')}.`

const advice = (what: string): string =>
  isLocal()
    ? 'A local run serves one environment: leave its name out.'
    : `Check ${what}--profile and --region, or deploy the environment.`

/** By the switch: the name of a stack of somebody's own says nothing. */
const nameOf = ({ name, outputs }: FoundStack): string | undefined =>
  controlOf.exec(outputs[outputNames.control] ?? '')?.[1] ??
  (name.startsWith(`${namePrefix}-`) ? name.slice(namePrefix.length + 1) : undefined)
const controlOf = new RegExp(`^${controlName('([a-z][a-z0-9]*)')}$`)

function deployedAs(stack: FoundStack): Deployed {
  const { name, region, outputs } = stack
  const of = (one: keyof Outputs): string => {
    const value = outputs[outputNames[one]]
    if (value !== undefined) return value
    throw new NamedError(
      'EnvironmentNotFound',
      `The stack ${name} has no output ${outputNames[one]}: an older version of Drydock has ` +
        'deployed it, or its deployment has not finished. Deploy it with this version, then ' +
        'try again.',
    )
  }
  return {
    name: nameOf(stack) ?? name,
    region,
    stack: name,
    runs: of('runs'),
    undo: of('undo'),
    sweep: of('sweep'),
    bucket: of('bucket'),
    control: of('control'),
    schedule: of('schedule'),
  }
}

const definitionSchema = z.object({
  States: z.object({
    PlanRun: z.object({
      Parameters: z.object({ environment: runEnvironmentSchema, deployment: deploymentSchema }),
    }),
  }),
})

/** An environment's settings, as its state machine hands them to each run. */
export const settingsOf = async (environment: Deployed): Promise<RunEnvironment> =>
  (await handedToRuns(environment)).environment

/** What only its deployment knows, likewise. */
export const deploymentOf = async (environment: Deployed): Promise<Deployment> =>
  (await handedToRuns(environment)).deployment

async function handedToRuns({ name, runs }: Deployed) {
  const found = definitionSchema.safeParse(await readDefinition(runs))
  if (!found.success)
    throw new NamedError(
      'InvalidInput',
      `The environment ${name} was deployed by another version of Drydock, whose settings this ` +
        'one cannot read. Use the version that deployed it, or deploy it with this one.',
    )
  return found.data.States.PlanRun.Parameters
}
