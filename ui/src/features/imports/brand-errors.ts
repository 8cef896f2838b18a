import type { Failure } from '$api/client';
import type { ImportMessages } from './messages/en';

export interface BrandError {
  place: string;
  text: string;
}

/** What is wrong with a brand table, line by line. */
export function brandErrors(
  failure: Failure | null,
  words: ImportMessages,
  writeNumber: (line: number) => string,
): BrandError[] {
  if (failure?.kind !== 'problem') return [];
  return (failure.errors ?? []).map(({ field, message }) => {
    const line = /^line (\d+)$/.exec(field)?.[1];
    const place =
      line === undefined ? words.unknownLine : words.brandLine(writeNumber(Number(line)));
    return { place, text: message };
  });
}
