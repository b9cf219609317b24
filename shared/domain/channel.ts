/** How a message travels. */
export const channels = ["sms", "voice", "email"] as const;
export type Channel = (typeof channels)[number];
