/** Singular or plural of a noun: "row" for 1, "rows" for any other count. */
export const plural = (count: number, one: string, many = `${one}s`): string =>
  count === 1 ? one : many

/** How many of something: "1 row", "2 rows". */
export const quantity = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${plural(count, one, many)}`
