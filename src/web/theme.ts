/** The design language: type, colour and shape. What Mantine's variables cannot say stands in design.css. */
import {
  createTheme,
  type CSSVariablesResolver,
  type MantineColorsTuple,
  type MantineThemeOverride,
} from '@mantine/core';

const pine: MantineColorsTuple = [
  '#edf5f2',
  '#d9e9e4',
  '#b3d4ca',
  '#8cc0b2',
  '#6bae9d',
  '#4f9a88',
  '#3b8574',
  '#2a7363',
  '#1d6153',
  '#124a3f',
];

/** Warm greys on paper. Steps 5 and 6 carry text (placeholders, dimmed) and keep 4.5:1 on every light surface. */
const gray: MantineColorsTuple = [
  '#f7f5f0',
  '#efece5',
  '#e4e0d7',
  '#d5d0c5',
  '#bcb7ab',
  '#676e69',
  '#59625d',
  '#454e4a',
  '#313a37',
  '#1d2624',
];

const dark: MantineColorsTuple = [
  '#e8ece9',
  '#ccd3cf',
  '#a9b4af',
  '#95a19b',
  '#46524d',
  '#35403c',
  '#232c29',
  '#161c1a',
  '#101514',
  '#0a0e0d',
];

export const theme: MantineThemeOverride = createTheme({
  colors: { pine, gray, dark },
  primaryColor: 'pine',
  primaryShade: 8,
  autoContrast: true,
  defaultRadius: 'md',
  fontFamily: "'Inter Variable', system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif",
  headings: {
    fontFamily: "'Source Serif 4 Variable', 'Iowan Old Style', Georgia, serif",
    fontWeight: '600',
    sizes: {
      h1: { fontSize: 'clamp(1.75rem, 1.3rem + 2vw, 2.375rem)', lineHeight: '1.15' },
      h2: { fontSize: '1.375rem', lineHeight: '1.25' },
      h3: { fontSize: '1.0625rem', lineHeight: '1.35' },
    },
  },
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    // A dialog's <header> would count as a second banner of the page.
    ModalHeader: { defaultProps: { component: 'div' } },
    DrawerHeader: { defaultProps: { component: 'div' } },
  },
});

export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#fbfaf6',
    '--mantine-color-text': '#1d2624',
    '--mantine-color-error': '#a92a20',
    '--mantine-color-anchor': '#1d6153',
  },
  dark: {
    '--mantine-color-body': '#161c1a',
    '--mantine-color-text': '#e8ece9',
    '--mantine-color-error': '#ff9c92',
    '--mantine-color-anchor': '#8cc0b2',
  },
});
