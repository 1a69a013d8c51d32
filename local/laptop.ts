import { InvalidArgumentError } from 'commander'
import { z } from 'zod'
import {
  runEnvironmentSchema,
  type Mode,
  type RunEnvironment,
} from '../functions/contract/environment.ts'
import { synthesizeDefinition } from '../infra/workflow-definition.ts'
import { localPlace } from './smoke.ts'

/** The environment of this computer. */
export const laptop = {
  name: 'laptop',
  allowProductionPurge: true,
  sources: [
    {
      instance: 'production',
      databases: ['apim_db'],
      secret: 'arn:aws:secretsmanager:eu-west-1:000000000000:secret:production-abcdef',
    },
  ],
}

/** Settings that a person typed, parsed whole, so that a fault is told in the words of an environment's file. */
export const settingsOf = (text: string): Partial<RunEnvironment> => {
  try {
    return runEnvironmentSchema.parse({ ...JSON.parse(text), ...laptop })
  } catch (error) {
    throw new InvalidArgumentError(
      `expected settings of docs/configuration.md as JSON, such as '{"limits": {"blastShare": 0.5}}': ${error instanceof z.ZodError ? z.prettifyError(error) : String(error)}`,
    )
  }
}

/** @param databases of production; which they are does not change the states. */
export const workflowFor = (
  mode: Mode,
  settings: Partial<RunEnvironment>,
  databases: readonly string[] = ['apim_db'],
) =>
  synthesizeDefinition(
    runEnvironmentSchema.parse({
      ...settings,
      ...laptop,
      sources: laptop.sources.map((source) => ({ ...source, databases })),
      mode,
    }),
    {
      cloneSecurityGroup: 'sg-local',
      evidenceBucket: 'evidence',
      reportTopic: 'arn:aws:sns:eu-west-1:000000000000:reports',
      smokeTest: localPlace,
    },
  )
