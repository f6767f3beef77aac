import type { ParsedMail } from 'mailparser';

/** What stands in the lines of that name, unfolded and otherwise as it came. */
export function headOf({ headerLines }: ParsedMail, name: string): readonly string[] {
  return headerLines
    .filter(({ key }) => key === name)
    .map(({ line }) =>
      line
        .slice(line.indexOf(':') + 1)
        .replaceAll(/\s+/g, ' ')
        .trim(),
    );
}
