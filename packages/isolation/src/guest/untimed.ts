/** A plugin's side keeps no time limit: the host does, and nothing in the plugin's realm can be relied on. */
export const untimed = {
  deadline: Number.POSITIVE_INFINITY,
  idle: Number.POSITIVE_INFINITY,
  handshake: Number.POSITIVE_INFINITY,
};
