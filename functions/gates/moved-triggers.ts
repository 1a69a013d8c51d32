import type { Measured } from '../contract/evidence.ts'

/** If one trigger is hidden from production's user, others are too. */
export function movedTriggers(
  { database, triggers: now = [], words }: Measured['databases'][number],
  then: readonly string[],
): string[] {
  const [hidden, added] = [
    then.filter((one) => !now.includes(one)),
    now.filter((one) => !then.includes(one)),
  ]
  return [
    ...(hidden.length === 0
      ? []
      : [
          `The clone's master user sees triggers in ${database} that production's user does ` +
            `not: ${hidden.join(', ')}.` +
            (words?.grantTriggers ? ` If they were not dropped, ${words.grantTriggers}.` : ''),
        ]),
    ...(added.length === 0
      ? []
      : [`Triggers in ${database} were not part of the rehearsal: ${added.join(', ')}.`]),
  ]
}
