/** What one step along a table did, for whoever shows progress; counts are of this step alone. */
export type StepDone = { readonly rule: string; readonly table: string } & (
  | { readonly read: number; readonly dead: number }
  /** With the rows that hung on the table's own. */
  | { readonly deleted: number }
)

export type OnStep = (done: StepDone) => void
