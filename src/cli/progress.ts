/** What a stage of work has to say: its name, and counts with their units as keys. */
export interface Progress {
  /** A stage is under way; called again with newer counts while it goes on. */
  update(stage: string, counts?: Readonly<Record<string, number>>): void;
  /** A stage is done; its seconds are counted from the first word of it where none are given. */
  done(stage: string, counts?: Readonly<Record<string, number>>, seconds?: number): void;
  /** A remark that belongs to no stage. */
  note(text: string): void;
}

/**
 * Progress for people: one line that rewrites itself on a terminal, plain finished lines in a log.
 * @param stream usually standard error, so that standard output carries results only
 * @param now milliseconds, only for durations
 */
export function createProgress(stream: NodeJS.WriteStream, now: () => number = Date.now): Progress {
  const startedAt = new Map<string, number>();
  const rewrite = (text: string): void => {
    if (stream.isTTY) stream.write(`\r\u001b[2K${text}`);
  };
  const finish = (text: string): void => {
    if (stream.isTTY) rewrite(`${text}\n`);
    else stream.write(`${text}\n`);
  };
  const secondsOf = (stage: string): number => (now() - (startedAt.get(stage) ?? now())) / 1000;
  return {
    update(stage, counts) {
      if (!startedAt.has(stage)) startedAt.set(stage, now());
      rewrite(`  … ${inWords(stage)}${describeCounts(counts)}`);
    },
    done(stage, counts, seconds = secondsOf(stage)) {
      finish(`  ✓ ${inWords(stage).padEnd(28)}${describeCounts(counts)}, ${seconds.toFixed(1)} s`);
      startedAt.delete(stage);
    },
    note(text) {
      finish(`  ${text}`);
    },
  };
}

/** `opportunityContactRole` is a name for programs. */
function inWords(stage: string): string {
  return stage.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

/** Units are in the plural. */
function describeCounts(counts: Readonly<Record<string, number>> = {}): string {
  const parts = Object.entries(counts).map(
    ([unit, count]) => `${count.toLocaleString('en')} ${count === 1 ? unit.replace(/s$/, '') : unit}`,
  );
  return parts.length === 0 ? '' : `  ${parts.join(', ')}`;
}
