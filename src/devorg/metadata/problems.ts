/** One thing in a package that does not hold together. */
export interface Problem {
  /** Path inside the package. */
  readonly file: string;
  readonly reason: string;
  /** Where in the file, counted from 1, as far as it is known. */
  readonly line?: number;
}

/** A package that the org refuses, with everything that is wrong with it. */
export class MetadataError extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    const lines = problems.map((problem) => `  ${problem.file}: ${problem.reason}`);
    super(`The package was refused:\n${lines.join('\n')}`);
    this.name = 'MetadataError';
    this.problems = problems;
  }
}

/** Gathers problems, so that all are told at once. */
export class Problems {
  readonly found: Problem[] = [];

  add(file: string, reason: string, line?: number): void {
    this.found.push({ file, reason, ...(line !== undefined && { line }) });
  }

  /** @throws MetadataError if there were any */
  throwIfAny(): void {
    if (this.found.length === 0) return;
    throw new MetadataError([...this.found].sort((one, other) => (one.file < other.file ? -1 : 1)));
  }
}
