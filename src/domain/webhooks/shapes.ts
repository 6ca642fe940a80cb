/** Forms in which a message is told: our own, signed, or what a chat wants. */
export const webhookShapes = ['generic', 'slack', 'teams', 'line-works'] as const
export type WebhookShape = (typeof webhookShapes)[number]
