/** Which H2O a service trains on: one that runs already, or a child of its own. */
export type EngineConfig = {
  /** It is taken for lost when it answered nothing for so long. */
  readonly silenceMs: number;
} & (
  | { readonly kind: 'remote'; readonly url: string; readonly user?: string; readonly password?: string }
  | {
      readonly kind: 'managed';
      /** Undefined: the cached jar, fetched where it is missing. */
      readonly jar: string | undefined;
      /** Java heap, such as `2g`. */
      readonly memory: string;
      /** 0: all cores. */
      readonly threads: number;
      readonly javaHome: string | undefined;
    }
);
