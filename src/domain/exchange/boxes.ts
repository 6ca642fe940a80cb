/** inbox 受信ボックス · outbox 送信ボックス · mailbox メールボックス (for partners that call us). */
export const boxes = ['inbox', 'outbox', 'mailbox'] as const

export type Box = (typeof boxes)[number]
