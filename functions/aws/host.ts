/** RDS's own endpoints: their certificates are of Amazon's authority for RDS, which the driver then demands. */
export const isAmazons = (host: string): boolean => /\.amazonaws\.com(\.cn)?$/.test(host)

/** Nothing that is said there leaves this computer. */
export const isHere = (host: string): boolean => /^(localhost|127(\.\d{1,3}){3}|::1)$/.test(host)
