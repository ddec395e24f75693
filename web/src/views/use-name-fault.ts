import { useEffect, useState } from 'react';

import { usePage } from './page-context';

/** The rule of the core that what is typed breaks, '' for none or while nothing is typed. */
export function useNameFault(typed: string): string {
  const { engine } = usePage();
  const [checked, setChecked] = useState({ typed: '', fault: '' });
  useEffect(() => {
    let wanted = true;
    if (typed.trim() === '') return;
    void engine.nameFault(typed).then((fault) => {
      if (wanted) setChecked({ typed, fault });
    });
    return () => {
      wanted = false;
    };
  }, [engine, typed]);
  return typed.trim() === '' ? '' : checked.fault;
}
