import { mostPaceNotes, type PaceNote } from '../contract/times.ts'

/**
 * Adds a note of the pace, or extends the last one if it is the same. If there are too many, drops
 * the shortest retry, otherwise the oldest note: operators look for pauses.
 */
export function addPaceNote(notes: readonly PaceNote[], note: PaceNote): PaceNote[] {
  const last = notes.at(-1)
  if (
    last !== undefined &&
    note.what === 'pause' &&
    last.what === 'pause' &&
    last.reasons.join() === note.reasons.join() &&
    Date.parse(note.at) <= endOf(last) + 60_000
  )
    return [
      ...notes.slice(0, -1),
      { ...last, seconds: Math.max(last.seconds, (endOf(note) - Date.parse(last.at)) / 1000) },
    ]
  const all = [...notes, note]
  if (all.length <= mostPaceNotes) return all
  const shortest =
    all
      .filter(({ what }) => what === 'retry')
      .sort((one, other) => one.seconds - other.seconds)[0] ?? all[0]
  return all.filter((one) => one !== shortest)
}

const endOf = ({ at, seconds }: PaceNote): number => Date.parse(at) + seconds * 1000
