/** Mails for tests, as they travel. */

type Part = { readonly type: string; readonly text: string; readonly head?: readonly string[] };

/** `head`: whole lines. Without parts the text is plain. */
export function mailOf(head: readonly string[], body: string | readonly Part[] = 'Hello'): Uint8Array {
  const usual = [
    'Message-ID: <one@example.org>',
    'Date: Fri, 20 Nov 2026 10:11:12 +0100',
    'MIME-Version: 1.0',
  ];
  const lines = [...head, ...usual];
  if (typeof body === 'string')
    return bytesOf([...lines, 'Content-Type: text/plain; charset=utf-8', '', body]);
  const parts = body.flatMap(({ type, text, head: own = [] }) => [
    '--b',
    `Content-Type: ${type}`,
    ...own,
    '',
    text,
  ]);
  const typed = head.some((line) => /^content-type:/i.test(line));
  const type = typed ? [] : ['Content-Type: multipart/mixed; boundary=b'];
  return bytesOf([...lines, ...type, '', ...parts, '--b--', '']);
}

export function bytesOf(lines: readonly string[]): Uint8Array {
  return new TextEncoder().encode(lines.join('\r\n'));
}

export const FROM_ADA: readonly string[] = [
  'From: "Ada L." <Ada@Example.org>',
  'To: Harbour <interviews+secret@example.org>',
  'Subject: Re: Interview',
];
