import type { Report } from '../schema.ts'
import { purgeOf } from './purge-of.ts'
import type { Mark } from './chart.ts'
import { duration, folded, nothing, table, type Html } from './html.ts'

type Note = Report['paceNotes'][number]
type Step = Report['timeline'][number]
const words: Readonly<Record<Note['what'], string>> = {
  go: 'full pace',
  slow: 'slower',
  pause: 'pause',
  retry: 'retried',
}
const colours: Readonly<Record<Note['what'], Mark['colour'] | null>> = {
  go: null,
  slow: 'f5',
  pause: 'f4',
  retry: 'fbad',
}
const second = (iso: string): string => iso.slice(0, 19).replace('T', ' ')
const time = ({ what, seconds }: Pick<Note, 'what' | 'seconds'>): string =>
  what === 'go' || what === 'slow' ? 'until the next' : duration(seconds)

/** A purge's notes as marks on its chart; notes outside the chart appear only in the table. */
export function marks(
  { source, target, from, seconds, rows }: Report['pace'][number],
  notes: readonly Note[],
): Mark[] {
  const own = notes
    .filter((one) => one.source === source && one.target === target)
    .map((note) => ({
      note,
      at: (Date.parse(note.at) - Date.parse(from)) / 1000 / seconds / rows.length,
    }))
  const changes = own.filter(({ note }) => note.what !== 'retry')
  return own.flatMap(({ note, at }) => {
    const colour = colours[note.what]
    const until =
      note.what === 'slow'
        ? (changes[changes.findIndex((one) => one.note === note) + 1]?.at ?? 1)
        : at + note.seconds / seconds / rows.length
    return colour === null || at >= 1 || until < 0
      ? []
      : [
          {
            name: words[note.what],
            colour,
            from: Math.max(0, at),
            to: Math.min(1, until),
            title:
              `${second(note.at)} UTC, ${words[note.what]}, ${time(note)}: ` +
              `${note.reasons.join('; ')}`,
          },
        ]
  })
}

/** Every change of a purge's pace with its reasons; long lists are folded. */
export const noteTable = (notes: readonly Note[]): Html =>
  notesOf(
    'Changes of pace',
    'Purge',
    notes.map((one) => ({ ...one, of: purgeOf(one) })),
  )

/** What steps waited for or retried, besides a purge's own notes of its pace. */
export const stepNotes = (steps: readonly Step[]): Html =>
  notesOf(
    'Waits and retries',
    'Step',
    steps.flatMap(({ step, source, notes = [] }) =>
      notes.map((one) => ({ ...one, of: source === '' ? step : `${step} of ${source}` })),
    ),
  )

function notesOf(
  title: string,
  head: string,
  notes: readonly (Omit<Note, 'source' | 'target'> & { readonly of: string })[],
): Html {
  const sum = (what: Note['what']) => notes.filter((one) => one.what === what)
  const secondsOf = (what: Note['what']) =>
    sum(what).reduce((total, { seconds }) => total + seconds, 0)
  const all = table<(typeof notes)[number]>(
    [
      { head, cell: (one) => one.of },
      { head: 'From (UTC)', cell: (one) => second(one.at) },
      { head: 'What', cell: (one) => words[one.what] },
      { head: 'Time', n: true, cell: time },
      { head: 'Why', cell: (one) => one.reasons.join('; ') || '–' },
    ],
    notes,
  )
  const told = (['pause', 'retry'] as const).flatMap((what) =>
    sum(what).length === 0
      ? []
      : [`${sum(what).length} × ${words[what]}, ${duration(Math.round(secondsOf(what)))} in all`],
  )
  return notes.length === 0 ? nothing : folded([title, ...told].join('; '), all, notes.length <= 12)
}
