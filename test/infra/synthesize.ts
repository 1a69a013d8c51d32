import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { App, type Stack, Validations } from 'aws-cdk-lib'
import { AwsSolutionsChecks } from 'cdk-nag'
import { parseEnvironment } from '../../infra/config.ts'
import { DrydockStack } from '../../infra/drydock-stack.ts'
import { exampleSettings } from './example.ts'

export interface Resource {
  readonly Type: string
  readonly Properties: Record<string, any>
}
export interface Synthesized {
  readonly resources: Readonly<Record<string, Resource>>
  readonly outputs: Readonly<
    Record<string, { readonly Value: string | { 'Fn::Join': [string, unknown[]] } }>
  >
  /** What cdk-nag and the library's own validations had to say. */
  readonly findings: readonly unknown[]
}

/**
 * The template of the example, with changes, as the command line would make it, but without
 * bundling.
 */
export function synthesize(
  changes: Record<string, unknown> = {},
  add: (stack: Stack) => void = () => {},
): Synthesized {
  const outdir = mkdtempSync(join(tmpdir(), 'drydock-synth-'))
  try {
    return synthesizeInto(outdir, [], changes, add)
  } finally {
    rmSync(outdir, { recursive: true })
  }
}

const known = new Map<string, Synthesized['resources']>()
/**
 * The template's resources alone, once for all tests of a file, and without the library's own
 * validation: its engine takes most of a synthesis, and stack.test.ts has it look at the same
 * settings.
 */
export function resourcesOf(
  changes: Record<string, unknown> = {},
  authorities?: string,
): Synthesized['resources'] {
  const key = JSON.stringify([changes, Object.keys(changes), authorities])
  const before = known.get(key)
  if (before !== undefined) return before
  const outdir = mkdtempSync(join(tmpdir(), 'drydock-synth-'))
  try {
    const { resources } = synthesizeInto(outdir, [], changes, undefined, authorities, false)
    known.set(key, resources)
    return resources
  } finally {
    rmSync(outdir, { recursive: true })
  }
}

/**
 * A template into a folder that stays, with the functions of the named stacks bundled (`**`: of
 * all).
 */
export function synthesizeInto(
  outdir: string,
  bundlingStacks: readonly string[],
  changes: Record<string, unknown>,
  add: (stack: Stack) => void = () => {},
  authorities?: string,
  builtinCloudFormationValidation = true,
): Synthesized {
  const { context } = JSON.parse(readFileSync(new URL('../../cdk.json', import.meta.url), 'utf8'))
  const app = new App({
    outdir,
    context: { ...context, 'aws:cdk:bundling-stacks': bundlingStacks },
    analyticsReporting: false,
    builtinCloudFormationValidation,
  })
  const stack = new DrydockStack(app, {
    ...parseEnvironment({ ...exampleSettings(), ...changes }, 'example'),
    authorities,
  })
  add(stack)
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app, { verbose: true }))
  const { template } = app.synth().getStackByName(stack.stackName)
  const report = JSON.parse(readFileSync(join(outdir, 'validation-report.json'), 'utf8'))
  return {
    resources: template.Resources,
    outputs: template.Outputs,
    findings: report.pluginReports.flatMap(
      ({ violations }: { violations: unknown[] }) => violations,
    ),
  }
}

export function ofType(
  resources: Readonly<Record<string, Resource>>,
  type: string,
): [string, Resource][] {
  return Object.entries(resources).filter(([, resource]) => resource.Type === type)
}
