/** What was done in one range of a table, for whoever shows progress; counts are of this range alone. */
export type RangeDone = { readonly rule: string; readonly table: string } & (
  | { readonly read: number; readonly dead: number }
  /** With the rows that hung on the table's own. */
  | { readonly deleted: number }
)

export type OnRange = (done: RangeDone) => void
