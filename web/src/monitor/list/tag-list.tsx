import { Badge, Group } from '@mantine/core';
import { Link } from 'react-router';
import { listAddress } from './list-filter.js';

/** The tags of a task; each leads to all tasks that have it. */
export function TagList({ tags }: { readonly tags: readonly string[] }) {
  if (tags.length === 0) return null;
  return (
    <Group gap={4} mt={4}>
      {tags.map((tag) => (
        <Badge
          key={tag}
          component={Link}
          to={listAddress({ tag })}
          variant="light"
          style={{ cursor: 'pointer' }}
          title={`All tasks tagged ${tag}`}
        >
          {tag}
        </Badge>
      ))}
    </Group>
  );
}
