/** What a server error means to the caller, on every engine. */
export type CommonMeaning =
  | Trouble
  | 'connection lost'
  | 'no room'
  | 'key taken'
  | 'denied'
  | 'no login'
  | 'no database'
  | 'no table'
  | 'no column'

/** The caller tries again, or in another way. */
export type Trouble = 'deadlock' | 'lock timeout' | 'time limit' | 'read only' | 'rows disagree'

/** By meaning: a server's errors, with a short text each. */
export type ErrorsByMeaning<Meaning extends string> = Readonly<
  Record<Meaning, Readonly<Record<string, string>>>
>

/** Looks an error up; undefined for one that Drydock does not know. */
export function meaningsOf<Meaning extends string>(errors: ErrorsByMeaning<Meaning>) {
  const known = new Map<string, { readonly meaning: Meaning; readonly word: string }>()
  for (const meaning of Object.keys(errors) as Meaning[])
    for (const [number, word] of Object.entries(errors[meaning]))
      known.set(number, { meaning, word })
  return (number: string | number) => known.get(String(number))
}
