/** How a command ends; docs/command-line.md lists them. */
export const exitCodes = {
  done: 0,
  /** The run did not succeed, or what was asked for could not be done. */
  failed: 1,
  /** The command line, or a value in it, is not valid, or names nothing that there is. */
  usage: 2,
  /** Nobody said yes, so nothing was changed. */
  notConfirmed: 3,
  /** AWS, or the local cloud, refused the caller or did not answer: it may succeed later. */
  aws: 4,
  /** Ctrl-C ended what was under way. */
  interrupted: 130,
} as const
