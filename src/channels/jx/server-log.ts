/** Where the server writes what is not worth a database row. */
export interface ServerLog {
  info(text: string): void
  warn(text: string): void
}
