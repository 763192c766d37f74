// What is called in threads and processes, by floors and peers alike. Threads on Node 20 cannot load TypeScript.

/**
 * Keeps of an order what a shop keeps.
 *
 * @param {import('../contract/orders.contract.ts').Order} order
 * @returns {Promise<import('../contract/orders.contract.ts').Receipt>}
 */
export const place = async ({ id, total, paid }) => ({ id, total, paid });
