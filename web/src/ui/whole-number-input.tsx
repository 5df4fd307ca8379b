import { NumberInput } from '@mantine/core';
import { useState } from 'react';

interface Props {
  readonly label: string;
  readonly description: string;
  readonly value: number;
  readonly min: number;
  readonly max?: number;
  readonly suffix?: string;
  readonly onValue: (value: number) => void;
}

/** May be empty while one types; left empty, it shows again the value that holds. */
export function WholeNumberInput({ value, onValue, ...input }: Props) {
  const [shown, setShown] = useState<number | string>(value);
  return (
    <NumberInput
      {...input}
      value={shown}
      allowDecimal={false}
      onChange={(entered) => {
        setShown(entered);
        if (typeof entered === 'number') onValue(entered);
      }}
      onBlur={() => setShown(value)}
    />
  );
}
