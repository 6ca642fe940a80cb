/** `host:port` as URLs, waivers and messages have it; an IPv6 address stands in brackets. */
export function hostPort(host: string, port: number): string {
  return `${hostInUrl(host)}:${port}`
}

/** A host as a URL has it. */
export function hostInUrl(host: string): string {
  return host.includes(':') ? `[${host}]` : host
}

/** A host as sockets and certificates have it, without the brackets of a URL. */
export function bareHost(host: string): string {
  return host.replace(/^\[|\]$/g, '')
}
