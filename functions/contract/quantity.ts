/** Singular or plural of a noun: "row" for 1, "rows" for any other count. */
export const plural = (count: number, one: string, many = `${one}s`): string =>
  count === 1 ? one : many

/** A count with separators: "4,870". */
export const shownCount = (count: number): string => count.toLocaleString('en-US')

/** How many of something: "1 row", "4,870 rows". */
export const quantity = (count: number, one: string, many = `${one}s`): string =>
  `${shownCount(count)} ${plural(count, one, many)}`
