import { readFileSync } from 'node:fs';

/** A command of a page, and where it stands. */
export interface PageCommand {
  readonly command: string;
  readonly line: number;
}

/** Every line of every box marked `sh`, in order; a line that ends in a backslash goes on in the next. */
export function commandsOf(page: string): PageCommand[] {
  const commands: PageCommand[] = [];
  let isInside = false;
  for (const [index, text] of readFileSync(page, 'utf8').split('\n').entries()) {
    if (text.startsWith('```')) isInside = !isInside && text === '```sh';
    else if (isInside && text.trim() !== '') {
      const last = commands.at(-1);
      if (last?.command.endsWith('\\') === true) {
        commands[commands.length - 1] = { ...last, command: `${last.command.slice(0, -1)}${text.trim()}` };
      } else commands.push({ command: text, line: index + 1 });
    }
  }
  return commands;
}

/** What the page leaves to a person: the numbered list between its marks. */
export function manualStepsOf(page: string): string[] {
  const [, list = ''] =
    /<!-- manual steps -->([\s\S]*?)<!-- end of manual steps -->/.exec(readFileSync(page, 'utf8')) ?? [];
  return list.split('\n').filter((line) => /^\d+\. /.test(line));
}
