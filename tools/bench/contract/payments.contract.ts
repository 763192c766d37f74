/** What a shop asks its host. @contract bench:payments@1.0.0 */
export interface Payments {
  isPaid(id: string): Promise<boolean>;
}
