/**
 * RDS's own endpoints: the driver requires that Amazon's RDS authority issued their certificates.
 */
export const isAmazons = (host: string): boolean => /\.amazonaws\.com(\.cn)?$/.test(host)

/** Traffic to these hosts never leaves this computer. */
export const isHere = (host: string): boolean => /^(localhost|127(\.\d{1,3}){3}|::1)$/.test(host)
