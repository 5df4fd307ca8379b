/** What a chart is drawn with; its page says in words what the colours stand for. */
export interface ChartColors {
  readonly text: string;
  readonly line: string;
  readonly mark: string;
  readonly guide: string;
}

export const LIGHT: ChartColors = { text: '#343a40', line: '#dde3e6', mark: '#107fa0', guide: '#868e96' };
export const DARK: ChartColors = { text: '#c9c9c9', line: '#424242', mark: '#49a5c3', guide: '#909296' };
