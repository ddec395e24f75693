import { useEffect, useRef, useState } from 'react';

/**
 * What `load` gives, asked again when `key` changes; until the new answer is here the old one stays, so that nothing
 * flickers. An answer that was overtaken is dropped.
 */
export function useLoaded<T>(load: () => Promise<T>, key: string | number): T | null {
  const [value, setValue] = useState<T | null>(null);
  const latest = useRef(load);
  latest.current = load;
  useEffect(() => {
    let wanted = true;
    void latest.current().then((loaded) => {
      if (wanted) setValue(loaded);
    });
    return () => {
      wanted = false;
    };
  }, [key]);
  return value;
}
