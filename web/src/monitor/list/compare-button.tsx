import { Button, Text } from '@mantine/core';
import { Link } from 'react-router';
import { compareAddress } from '../../compare/compare-address.js';
import { formatCount } from '../../format/number.js';

/** Leads to the chosen tasks side by side; before there are two, says how. */
export function CompareButton({ chosen }: { readonly chosen: readonly string[] }) {
  if (chosen.length < 2) {
    return (
      <Text size="sm" c="dimmed">
        {chosen.length === 0 ? 'Tick tasks to compare them.' : 'Tick another one to compare with.'}
      </Text>
    );
  }
  return (
    <Button component={Link} to={compareAddress(chosen)} size="xs">
      Compare {formatCount(chosen.length)} tasks
    </Button>
  );
}
