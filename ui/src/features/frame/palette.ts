/** Something that the palette can do. */
export interface Command {
  id: string;
  label: string;
  /** What kind of thing it is, in the reader's language. */
  kind: string;
  /** Other words that find it. */
  also?: string;
  run: () => void;
}

/** The commands that have every typed word, those that begin with what was typed first. */
export function matchCommands(commands: Command[], typed: string): Command[] {
  const wanted = fold(typed);
  if (wanted === '') return commands;
  const words = wanted.split(' ');
  return commands
    .map((command) => ({ command, rank: rankOf(command, wanted, words) }))
    .filter(({ rank }) => rank !== null)
    .sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0))
    .map(({ command }) => command);
}

function rankOf(command: Command, wanted: string, words: string[]): number | null {
  const label = fold(command.label);
  if (label.startsWith(wanted)) return 0;
  const inLabel = ` ${label}`;
  if (words.every((word) => inLabel.includes(` ${word}`))) return 1;
  const anywhere = ` ${fold(`${command.label} ${command.kind} ${command.also ?? ''}`)}`;
  return words.every((word) => anywhere.includes(` ${word}`)) ? 2 : null;
}

/** Letters without marks, case or the variants that keyboards disagree about. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/ı/g, 'i')
    .replace(/ي/g, 'ی')
    .replace(/ك/g, 'ک')
    .replace(/[\u200c\s]+/g, ' ')
    .trim();
}
