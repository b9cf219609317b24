/** How a message travels. */
export const channels = ["sms", "voice", "email"] as const;
export type Channel = (typeof channels)[number];

/** How something reaches a person: a message, or a push to an app. */
export const reaches = [...channels, "push"] as const;
export type Reach = (typeof reaches)[number];
