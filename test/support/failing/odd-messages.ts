/** Messages of JX as other software wraps them. */

const jx = ' xmlns="http://www.dsri.jp/edi-bp/2004/jedicos-xml/client-server"'

/** The elements of its Body in no namespace. */
export function withoutNamespace(message: Buffer): Buffer {
  return changed(message, (text) => text.replaceAll(jx, ''))
}

/** As Axis 1 writes RPC/encoded: values stand in elements of their own, behind the operation. */
export function encoded(
  message: Buffer,
  names: readonly string[] = ['GetDocumentResult', 'senderId', 'receiverId', 'data'],
): Buffer {
  return changed(message, (text) => {
    const apart: string[] = []
    const left = text.replaceAll(
      new RegExp(`<(${names.join('|')})>([^<]*)</\\1>`, 'g'),
      (_whole, name: string, value: string) => {
        const id = `id${apart.length}`
        apart.push(`<multiRef id="${id}">${value}</multiRef>`)
        return `<${name} href="#${id}"/>`
      },
    )
    return left.replace('</soap:Body>', `${apart.join('')}</soap:Body>`)
  })
}

/** One element as a reference. */
export function withHref(message: Buffer, name: string, href: string): Buffer {
  return changed(message, (text) =>
    text.replace(new RegExp(`<${name}>[^<]*</${name}>`), `<${name} href="${href}"/>`),
  )
}

/** As a message of MTOM, with its data as an attachment. */
export function mtom(message: Buffer): Buffer {
  const include = '<xop:Include xmlns:xop="http://www.w3.org/2004/08/xop/include" href="cid:1@x"/>'
  const root = message.toString().replace(/<data>[^<]*/, `<data>${include}`)
  const parts = [
    `Content-Type: application/xop+xml; charset=UTF-8; type="text/xml"\r\n\r\n${root}`,
    'Content-ID: <1@x>\r\nContent-Type: application/octet-stream\r\n\r\n<a/>',
  ]
  return Buffer.from(`${parts.map((part) => `--x\r\n${part}\r\n`).join('')}--x--\r\n`)
}

function changed(message: Buffer, change: (text: string) => string): Buffer {
  const [before, after] = [message.toString('latin1'), change(message.toString('latin1'))]
  if (before === after) throw new Error('nothing changed')
  return Buffer.from(after, 'latin1')
}
