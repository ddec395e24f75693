import { useEffect, useState } from 'react';

import type { Label } from '../lib/i18n';
import { faultOfName } from '../state/name-rules';
import { usePage } from './page-context';

/** The rule of the core that what is typed breaks, in words; null for none or while nothing is typed. */
export function useNameFault(typed: string): Label | null {
  const { engine } = usePage();
  const [fault, setFault] = useState<Label | null>(null);
  useEffect(() => {
    let wanted = true;
    if (typed.trim() === '') return;
    void engine.nameFault(typed).then((found) => {
      if (wanted) setFault(found && faultOfName(found));
    });
    return () => {
      wanted = false;
    };
  }, [engine, typed]);
  return typed.trim() === '' ? null : fault;
}
