import { jxNamespace, type Edition } from './message.ts'

const operations = [
  ['PutDocument', 'ドキュメントの送信(Client To Server)'],
  ['GetDocument', 'ドキュメントの受信(Client From Server)'],
  ['ConfirmDocument', 'ドキュメントの受信確認'],
] as const

const documentFields = [
  'messageId',
  'data:base64Binary',
  'senderId',
  'receiverId',
  'formatType',
  'documentType',
  'compressType',
]

const bodies: Readonly<Record<string, readonly string[]>> = {
  PutDocument: documentFields,
  PutDocumentResponse: ['PutDocumentResult:boolean'],
  GetDocument: ['receiverId'],
  GetDocumentResponse: ['GetDocumentResult:boolean', ...documentFields],
  ConfirmDocument: ['messageId', 'senderId', 'receiverId'],
  ConfirmDocumentResponse: ['ConfirmDocumentResult:boolean'],
}

/**
 * The WSDL 1.1 description of a JX server, as the WSDL facts §1–§6 describe it.
 *
 * @param address the URL that clients call
 */
export function wsdl(edition: Edition, address: string): string {
  const title =
    edition === '2004' ? 'SOAP-RPC メッセージ転送サービス' : 'JX 手順メッセージ転送サービス'
  return `<?xml version="1.0" encoding="utf-8"?>
<wsdl:definitions xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:s0="${jxNamespace}" targetNamespace="${jxNamespace}">
  <wsdl:types>
    <xs:schema elementFormDefault="qualified" targetNamespace="${jxNamespace}">
${headerType(edition)}
${Object.entries(bodies).map(bodyType).join('\n')}
    </xs:schema>
  </wsdl:types>
${operations.map(([name]) => messagesOf(name)).join('\n')}
  <wsdl:portType name="JXMSTransferSoap">
${operations.map(([name, text]) => portOperation(name, text)).join('\n')}
  </wsdl:portType>
  <wsdl:binding name="JXMSTransferSoap" type="s0:JXMSTransferSoap">
    <soap:binding transport="http://schemas.xmlsoap.org/soap/http" style="document"/>
${operations.map(([name]) => boundOperation(name)).join('\n')}
  </wsdl:binding>
  <wsdl:service name="JXMSTransfer">
    <wsdl:documentation>${title}</wsdl:documentation>
    <wsdl:port name="JXMSTransferSoap" binding="s0:JXMSTransferSoap">
      <soap:address location="${escapedAttribute(address)}"/>
    </wsdl:port>
  </wsdl:service>
</wsdl:definitions>
`
}

function headerType(edition: Edition): string {
  const optional =
    edition === '2004' ? [] : ['OptionalFormatType', 'OptionalDocumentType'].map(optionalField)
  const fields = [...['From', 'To', 'MessageId', 'Timestamp'].map(field), ...optional]
  return `      <xs:element name="MessageHeader" type="s0:MessageHeader"/>
      <xs:complexType name="MessageHeader"><xs:sequence>${fields.join('')}</xs:sequence></xs:complexType>`
}

function bodyType([name, fields]: readonly [string, readonly string[]]): string {
  return `      <xs:element name="${name}"><xs:complexType><xs:sequence>${fields.map(field).join('')}</xs:sequence></xs:complexType></xs:element>`
}

function field(spec: string): string {
  const [name = '', type = 'string'] = spec.split(':')
  return `<xs:element minOccurs="1" maxOccurs="1" name="${name}" type="xs:${type}"/>`
}

function optionalField(name: string): string {
  return `<xs:element minOccurs="0" maxOccurs="1" name="${name}" type="xs:string"/>`
}

function messagesOf(name: string): string {
  const one = (message: string, part: string, element: string): string =>
    `  <wsdl:message name="${message}"><wsdl:part name="${part}" element="s0:${element}"/></wsdl:message>`
  return [
    one(`${name}SoapIn`, 'parameters', name),
    one(`${name}SoapOut`, 'parameters', `${name}Response`),
    one(`${name}MessageHeader`, 'MessageHeader', 'MessageHeader'),
  ].join('\n')
}

function portOperation(name: string, text: string): string {
  return `    <wsdl:operation name="${name}"><wsdl:documentation>${text}</wsdl:documentation><wsdl:input message="s0:${name}SoapIn"/><wsdl:output message="s0:${name}SoapOut"/></wsdl:operation>`
}

function boundOperation(name: string): string {
  const both = `<soap:header message="s0:${name}MessageHeader" part="MessageHeader" use="literal"/><soap:body use="literal"/>`
  return `    <wsdl:operation name="${name}"><soap:operation soapAction="${jxNamespace}/${name}" style="document"/><wsdl:input>${both}</wsdl:input><wsdl:output>${both}</wsdl:output></wsdl:operation>`
}

function escapedAttribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
