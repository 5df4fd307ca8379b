/** A report as blocks, which each format writes in its own way. All text is plain: the format escapes it. */
export interface ReportDocument {
  readonly title: string;
  readonly sections: readonly ReportSection[];
}

export interface ReportSection {
  readonly title: string;
  readonly blocks: readonly ReportBlock[];
}

export type ReportBlock =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'code'; readonly text: string }
  | {
      readonly kind: 'table';
      /** Empty: none. */
      readonly head: readonly string[];
      readonly rows: readonly (readonly string[])[];
    }
  | {
      readonly kind: 'bars';
      /** What the table says, in a sentence. */
      readonly caption: string;
      readonly rows: readonly {
        readonly label: string;
        readonly value: string;
        /** 0 to 1. */ readonly share: number;
      }[];
    };
