/**
 * Stands in a bundle for the libraries of logins by Azure, which the driver of SQL Server names and
 * no login with a password calls: 250 KB of each function, compressed.
 */
export {}
