import type { Extra } from '../record.ts'

/** Collects an element that the schema does not know, with all that lies in it. */
export class ExtraBuilder {
  readonly under: string
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: Extra[] = []
  text = ''

  constructor(under: string, name: string, attributes: Readonly<Record<string, string>>) {
    this.under = under
    this.name = name
    this.attributes = attributes
  }

  done(): Extra {
    const { under, name, attributes, children } = this
    return { under, name, attributes, children, text: trimmed(this.text) }
  }
}

/** Without the blanks of XML around it; the full-width blank is a character like others. */
export function trimmed(text: string): string {
  return text.replaceAll(/^[ \t\r\n]+|[ \t\r\n]+$/g, '')
}
