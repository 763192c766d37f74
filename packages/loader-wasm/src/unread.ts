/** What a plugin may have sent that its host has not taken, in characters and bytes. */
export const mostUnread = 64 * 1024 * 1024;

/** Why a plugin that has sent more is ended. */
export const tooMuchUnread = { kind: 'crash', how: 'it sends more than its host reads' } as const;
