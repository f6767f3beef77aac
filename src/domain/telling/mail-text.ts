/** Paragraphs of lines as the two forms of a mail. What others wrote stays text in both. */
export type MailText = { readonly text: string; readonly html: string };

export function mailText(paragraphs: readonly (readonly string[])[]): MailText {
  const blocks = paragraphs.map((lines) => lines.map(plain));
  return { text: `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`, html: htmlOf(blocks) };
}

/** Control characters stay out of what is read; a line is a line. */
function plain(text: string): string {
  return text.toWellFormed().replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ');
}

function htmlOf(blocks: readonly (readonly string[])[]): string {
  const paragraphs = blocks.map((lines) => `<p>${lines.map(escaped).join('<br>\n')}</p>`);
  const head = '<head><meta charset="utf-8"></head><body style="font-family:sans-serif;line-height:1.5">';
  return `<!DOCTYPE html>\n<html lang="en">${head}\n${paragraphs.join('\n')}\n</body></html>\n`;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
