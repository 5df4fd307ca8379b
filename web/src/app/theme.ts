import { Badge, createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

const rail: MantineColorsTuple = [
  '#e6f5f9',
  '#d0e8f0',
  '#a2d1e0',
  '#70b9d0',
  '#49a5c3',
  '#3099ba',
  '#2093b7',
  '#107fa0',
  '#077291',
  '#005a75',
];

export const theme = createTheme({
  colors: { rail },
  primaryColor: 'rail',
  // White on shade 8 has a contrast of 5.5.
  primaryShade: { light: 8, dark: 8 },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  headings: { fontWeight: '650' },
  components: { Badge: Badge.extend({ defaultProps: { tt: 'none' } }) },
});

const BADGE_COLORS = ['gray', 'rail', 'green', 'red', 'orange', 'yellow', 'grape'];

/** Mantine's own light shades for small text stay under the contrast of 4.5 that WCAG AA asks for. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': 'var(--mantine-color-gray-7)',
    '--mantine-color-placeholder': 'var(--mantine-color-gray-7)',
    '--mantine-color-error': 'var(--mantine-color-red-9)',
    '--mantine-color-anchor': 'var(--mantine-color-rail-9)',
    ...textShades(9),
    ...TOO_LIGHT,
  },
  dark: {
    '--mantine-color-dimmed': 'var(--mantine-color-dark-1)',
    '--mantine-color-placeholder': 'var(--mantine-color-dark-1)',
    '--mantine-color-error': 'var(--mantine-color-red-4)',
    '--mantine-color-anchor': 'var(--mantine-color-rail-3)',
    ...textShades(2),
  },
});

/** Even the darkest shades of these are too light for text on their own tint. */
const TOO_LIGHT = Object.fromEntries(
  Object.entries({ orange: '#8a2c00', yellow: '#6b4200', green: '#1c6129' }).flatMap(([color, text]) => [
    [`--mantine-color-${color}-light-color`, text],
    [`--mantine-color-${color}-outline-color`, text],
  ]),
);

function textShades(shade: number): Record<string, string> {
  return Object.fromEntries(
    BADGE_COLORS.flatMap((color) =>
      ['light', 'outline'].map((variant) => [
        `--mantine-color-${color}-${variant}-color`,
        `var(--mantine-color-${color}-${shade})`,
      ]),
    ),
  );
}
