/** The work done in one range of a table, for progress displays; counts cover only this range. */
export type RangeDone = { readonly rule: string; readonly table: string } & (
  | { readonly read: number; readonly dead: number }
  /** Including child rows. */
  | { readonly deleted: number }
)

export type OnRange = (done: RangeDone) => void
