/** How many of something, in its right number: "1 row", "2 rows". */
export const quantity = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`
