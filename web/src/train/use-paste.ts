import { useEffect, useEffectEvent } from 'react';
import { pastedFile } from './pasted-file.js';

/** Takes a file, or cells of a spreadsheet, that are pasted anywhere on the page but into a field. */
export function usePaste(onFile: (file: File) => void): void {
  const onPaste = useEffectEvent((event: ClipboardEvent) => {
    const isField = event.target instanceof HTMLElement && event.target.closest('input, textarea') !== null;
    if (isField || !event.clipboardData) return;
    const file = event.clipboardData.files[0] ?? pastedFile(event.clipboardData.getData('text/plain'));
    if (!file) return;
    event.preventDefault();
    onFile(file);
  });
  useEffect(() => {
    const listener = (event: ClipboardEvent) => onPaste(event);
    document.addEventListener('paste', listener);
    return () => document.removeEventListener('paste', listener);
  }, []);
}
