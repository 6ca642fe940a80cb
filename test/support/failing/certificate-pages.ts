/** Status and body by which servers refuse a request for want of a client certificate. */
export const certificatePages = {
  nginxNone: [
    '400 Bad Request',
    '<html><head><title>400 No required SSL certificate was sent</title></head><body><center><h1>400 Bad Request</h1></center></body></html>',
  ],
  nginxWrong: [
    '400 Bad Request',
    '<html><head><title>400 The SSL certificate error</title></head><body></body></html>',
  ],
  apache: [
    '403 Forbidden',
    '<html><head><title>403 Forbidden</title></head><body><h1>Forbidden</h1><p>You don’t have permission to access this resource.Reason: Cannot perform Post-Handshake Authentication.<br /></p></body></html>',
  ],
  iis: [
    '403 Forbidden',
    '<html><head><title>403 - Forbidden: Access is denied.</title></head><body><h2>403.7 - Client certificate required</h2></body></html>',
  ],
  bare: ['403 Forbidden', ''],
  other: ['400 Bad Request', '<h1>Bad Request - Invalid Verb</h1>'],
} as const

export type CertificatePage = readonly [status: string, page: string]

/** The page as bytes of HTTP. */
export function pageBytes([status, page]: CertificatePage, head = ''): Buffer {
  const length = Buffer.byteLength(page)
  const lines = ['Content-Type: text/html', `Content-Length: ${length}`].join('\r\n')
  return Buffer.from(`HTTP/1.1 ${status}\r\n${head}${lines}\r\n\r\n${page}`)
}
