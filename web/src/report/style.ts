/** Of the report; it is read on a screen or on paper. */
export const STYLE = `
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; font: 15px/1.5 system-ui, sans-serif; color: #212529; }
table { border-collapse: collapse; margin: 1rem 0; font-variant-numeric: tabular-nums; }
th, td { padding: 0.3rem 0.8rem; border-bottom: 1px solid #dde3e6; text-align: right; font-weight: 400; }
th[scope='row'], .words { text-align: left; overflow-wrap: anywhere; }
.right { background: #d0e8f0; font-weight: 600; }
figure { display: inline-block; margin: 0 1rem 1rem 0; }
figcaption { font-weight: 600; }
`;
