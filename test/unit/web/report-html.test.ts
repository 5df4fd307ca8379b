import { expect, it } from 'vitest';
import { html, Html } from '../../../web/src/report/html.js';

it('what is put into a report is text, whatever it looks like', () => {
  const name = '<img src=x onerror="alert(1)">&\'';
  expect(html`<b title="${name}">${name}</b>`.text).not.toMatch(/<img|"alert|&'/);
  expect(html`${[html`<i>${1}</i>`, html`<i>${2}</i>`]}`.text).toBe('<i>1</i>\n<i>2</i>');
  expect(html`${new Html('<svg/>')}`.text).toBe('<svg/>');
});
