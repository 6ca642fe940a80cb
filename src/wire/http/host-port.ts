/** `host:port` as URLs, waivers and messages have it; an IPv6 address stands in brackets. */
export function hostPort(host: string, port: number): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`
}
