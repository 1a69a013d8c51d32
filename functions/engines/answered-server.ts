import { number } from './answered-counts.ts'
import type { Reader, ServerClock, Session, WallTimesFound } from './answers.ts'
import { text, type Row } from './database.ts'

// How the answers of every engine are read that tell of the whole server.

type Rows = readonly Row[]

/** @param isSteady whether the zone never puts its clocks back. */
export const clockIn =
  (isSteady: (zone: string, system: string) => boolean) =>
  ([row]: Rows): ServerClock => ({
    version: text(row?.version),
    utc: text(row?.utc),
    here: text(row?.here),
    zone: text(row?.zone),
    steady: isSteady(text(row?.zone), text(row?.system)),
  })

export const timesIn = ([row]: Rows): WallTimesFound => ({
  recent: Number(row?.recent),
  future: Number(row?.future),
  newest: row?.newest ?? null,
})

export const sessionsIn = (rows: Rows): readonly Session[] =>
  rows.map((row) => ({
    who: text(row.who),
    seconds: number(row.seconds),
    doing: text(row.doing),
  }))

/** Replicas of a cluster that tell how far they are behind. */
export const readersIn = (rows: Rows): readonly Reader[] =>
  rows.flatMap(({ id, lag }) =>
    id == null || lag == null ? [] : [{ id, milliseconds: Number(lag) }],
  )
