import { createHash } from 'node:crypto'
import type { Measured } from '../contract/evidence.ts'
import type { Plan, PlannedRule, Run, SourcePlan } from '../contract/steps.ts'
import { rules as catalogue } from '../rules/rules.ts'

/**
 * SHA-256 of what a person confirms with a backlog, independent of the run's instant: the rules as
 * data, their readings and periods, the limits, the zone of wall times, whether rows are archived,
 * and the schema. If one of them changes, other rows would go than those that were confirmed.
 */
export function termsOf(
  { startedAt, rules, limits, archive }: Run,
  databases: SourcePlan['databases'],
  measured: Measured,
): string {
  const terms = {
    rules: rules.map(({ rule, cutoff, reading, blastRows, blastShare }) => ({
      reading,
      blastRows,
      blastShare,
      // ms from its cutoff to the run's start: safe period and retention.
      kept: Date.parse(startedAt) - Date.parse(cutoff),
      rule: catalogue.find(({ name }) => name === rule) ?? rule,
    })),
    limits: [limits.blastRows, limits.blastShare],
    archive: archive.mode,
    // In whatever order the settings name them.
    databases: inOrder(databases).map(({ name, times }) => ({
      name,
      written: times.written,
      schema: measured.databases.find(({ database }) => database === name)?.schema,
    })),
  }
  return createHash('sha256')
    .update(
      JSON.stringify(terms, (_, value: unknown) =>
        typeof value === 'bigint' ? String(value) : value,
      ),
    )
    .digest('hex')
}

const inOrder = (databases: SourcePlan['databases']): SourcePlan['databases'] =>
  databases.toSorted((a, b) => (a.name < b.name ? -1 : 1))

/** A plan, as far as its settings are what a person confirms. */
export interface Settled {
  readonly run: Pick<Run, 'startedAt' | 'rules' | 'limits' | 'archive'>
  readonly sources: readonly Pick<Plan['sources'][number], 'name' | 'databases'>[]
}

/**
 * The settings that make the terms of two plans different, as `limits.blastShare is 0.3, was 0.5`.
 * A database that only the later one has is none: its schema may have no table of the rules.
 */
export function changedSettings(before: Settled, now: Settled): string[] {
  const later = settingsOf(now)
  const rules = (of: Settled) => new Map(of.run.rules.map((one) => [one.rule, one]))
  const [had, has] = [rules(before), rules(now)]
  const changed = [...settingsOf(before)].flatMap(([key, was]) => told(key, was, later.get(key)))
  const zones = zonesOf(now)
  for (const [database, was] of zonesOf(before)) {
    const is = zones.get(database)
    if (is === undefined) changed.push(`${database} is no longer among the databases`)
    else changed.push(...told(`times.written of ${database}`, was, is))
  }
  for (const name of new Set([...had.keys(), ...has.keys()])) {
    const [was, is] = [had.get(name), has.get(name)]
    if (was === undefined || is === undefined)
      changed.push(...told(`rules.${name}.enabled`, was !== undefined, is !== undefined))
    else {
      for (const key of ['reading', 'blastRows', 'blastShare'] as const)
        changed.push(...told(`rules.${name}.${key}`, was[key], is[key]))
      const [kept, earlier] = [hoursKept(now, is), hoursKept(before, was)]
      if (kept !== earlier)
        changed.push(`safePeriod and retention of ${name} are ${kept} h, were ${earlier} h`)
    }
  }
  return changed
}

type Value = string | number | boolean | null | undefined

const told = (key: string, was: Value, is: Value): string[] =>
  was === is ? [] : [`${key} is ${shown(is)}, was ${shown(was)}`]
const shown = (value: Value): string => String(value ?? 'not set')

const hoursKept = ({ run }: Settled, { cutoff }: PlannedRule): number =>
  (Date.parse(run.startedAt) - Date.parse(cutoff)) / 3_600_000

const settingsOf = ({ run: { limits, archive } }: Settled): Map<string, Value> =>
  new Map<string, Value>([
    ['limits.blastRows', limits.blastRows],
    ['limits.blastShare', limits.blastShare],
    ['archive.mode', archive.mode],
  ])

/** By database and source: a plan lacks a source of which no database has a rule's table. */
const zonesOf = ({ sources }: Settled): ReadonlyMap<string, string | null> =>
  new Map(
    sources.flatMap(({ name: source, databases }) =>
      databases.map(({ name, times }) => [`${name} (${source})`, times.written] as const),
    ),
  )
