import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

/** Files of a zip by name. */
export type ZipContent = Readonly<Record<string, string | Uint8Array>>;

export function zipOf(files: ZipContent): Uint8Array {
  const content = Object.entries(files).map(([name, data]) => [
    name,
    typeof data === 'string' ? strToU8(data) : data,
  ]);
  return zipSync(Object.fromEntries(content) as Record<string, Uint8Array>, { level: 0 });
}

/** What `model.ini` says beside its `[info]`. */
interface ColumnsOfMojo {
  /** Features, then the response; with the levels of a categorical. */
  readonly columns: readonly (readonly [name: string, levels?: readonly string[]])[];
  readonly info: Readonly<Record<string, string | number | boolean>>;
  readonly files?: ZipContent;
}

/** A MOJO by hand: keys that all models have are filled in where they are not given. */
export function buildMojo({ columns, info, files = {} }: ColumnsOfMojo): Uint8Array {
  const labels = columns.at(-1)?.[1];
  const common = {
    h2o_version: '3.46.0.11',
    mojo_version: '1.00',
    supervised: true,
    balance_classes: false,
    default_threshold: 0.5,
    category: labels === undefined ? 'Regression' : labels.length === 2 ? 'Binomial' : 'Multinomial',
    n_features: columns.length - 1,
    n_columns: columns.length,
    n_classes: labels?.length ?? 1,
  };
  const domains = columns.flatMap(([, levels], index) =>
    levels === undefined ? [] : [{ index, levels, file: `d${index}.txt` }],
  );
  const ini = [
    '[info]',
    ...Object.entries({ ...common, ...info }).map(([key, value]) => `${key} = ${value}`),
    '[columns]',
    ...columns.map(([name]) => name),
    '[domains]',
    ...domains.map(({ index, levels, file }) => `${index}: ${levels.length} ${file}`),
  ];
  return zipOf({
    'model.ini': ini.join('\n'),
    ...Object.fromEntries(
      domains.map(({ levels, file }) => [`domains/${file}`, levels.map((level) => `${level}\n`).join('')]),
    ),
    ...files,
  });
}

/** A MOJO with a text of its `model.ini` replaced. */
export function editMojo(bytes: Uint8Array, from: string | RegExp, to: string): Uint8Array {
  const files = unzipSync(bytes);
  const ini = strFromU8(files['model.ini']!);
  if (ini.replace(from, to) === ini) throw new Error(`model.ini holds no ${String(from)}`);
  return zipOf({ ...files, 'model.ini': ini.replace(from, to) });
}
