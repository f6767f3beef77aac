/** Observable Plot outside a browser, and SVG that is legible on light and on dark pages. */
import { packageEntry } from '../../peers/packages.ts';

type Svg = {
  readonly setAttribute: (name: string, value: string) => void;
  readonly outerHTML: string;
};
export type Mark = { readonly initialize: unknown };
type Row = Readonly<Record<string, unknown>>;
type Make = (data: readonly Row[] | readonly number[], options?: Row) => Mark;

/** The part of `@observablehq/plot` that is used here. */
export type PlotLibrary = {
  readonly plot: (options: Row) => Svg;
  readonly lineY: Make;
  readonly dot: Make;
  readonly text: Make;
  readonly barX: Make;
  readonly ruleX: Make;
  readonly ruleY: Make;
};

export type Canvas = {
  readonly library: PlotLibrary;
  /** The SVG text of a plot with no frame around it. */
  readonly draw: (options: Row) => string;
};

export async function openCanvas(): Promise<Canvas> {
  const library: PlotLibrary = await import(packageEntry('@observablehq/plot'));
  const dom: { readonly parseHTML: (html: string) => { readonly document: unknown } } = await import(
    packageEntry('linkedom')
  );
  const { document } = dom.parseHTML('<html><body></body></html>');
  return {
    library,
    draw: (options) => {
      const svg = library.plot({
        document,
        style: { background: 'transparent', fontSize: '12px', fontFamily: FONT },
        ...options,
      });
      svg.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
      return svg.outerHTML;
    },
  };
}

const FONT = 'system-ui, -apple-system, "Segoe UI", sans-serif';

export type Panel = { readonly title: string; readonly svg: string };
export type Sheet = {
  readonly title: string;
  readonly note: string;
  readonly panels: readonly Panel[];
  readonly columns: number;
  readonly width: number;
  readonly height: number;
};

const MARGIN = 20;
const HEAD = 56;
const CAPTION = 44;

/** Panels of one size in a grid, under a title, as one picture that follows the reader's light or dark scheme. */
export function sheetOf({ title, note, panels, columns, width, height }: Sheet): string {
  const rows = Math.ceil(panels.length / columns);
  const [wide, high] = [columns * width + 2 * MARGIN, HEAD + rows * (height + CAPTION) + MARGIN];
  const placed = panels.map(({ title: caption, svg }, index) => {
    const x = MARGIN + (index % columns) * width;
    const y = HEAD + Math.floor(index / columns) * (height + CAPTION);
    return `<text x="${x + 6}" y="${y + 32}" font-size="14" font-weight="600" fill="currentColor">${escaped(caption)}</text>
<g transform="translate(${x} ${y + CAPTION})">${svg}</g>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${wide} ${high}" width="${wide}" height="${high}" role="img" aria-label="${escaped(title)}" font-family='${FONT}'>
<style>
svg { color: #1f2328; }
.page { fill: #ffffff; }
@media (prefers-color-scheme: dark) { svg { color: #e6edf3; } .page { fill: #0d1117; } }
</style>
<rect class="page" width="${wide}" height="${high}" rx="8"/>
<text x="${MARGIN + 6}" y="30" font-size="18" font-weight="600" fill="currentColor">${escaped(title)}</text>
<text x="${MARGIN + 6}" y="50" font-size="12" fill="currentColor" fill-opacity="0.75">${escaped(note)}</text>
${placed.join('\n')}
</svg>
`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
