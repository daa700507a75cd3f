/** What is wrong with a formula, or with the values it met, in the platform's words. */
export class FormulaError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'FormulaError';
  }
}
