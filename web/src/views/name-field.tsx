import { useId, useRef, useState, type KeyboardEvent } from 'react';

import { useText } from '../lib/text';
import { NameChoices, type Choice } from './name-choices';
import { runById, usePage } from './page-context';
import { useNameChoices } from './use-name-choices';
import { useNameFault } from './use-name-fault';
import { focusPhoto } from './use-keys';

/** The name of a folder, typed; those that exist are offered. Enter assigns, to a new one if there is none. */
export function NameField() {
  const { t, label } = useText();
  const page = usePage();
  const id = useId();
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState<number | null>(null); // null: what the choices propose
  const [place] = useState(() => page.store.get().current?.place); // of the photo that the name is for
  const fault = useNameFault(typed);
  const composing = useRef(false);

  const { choices, proposed } = useNameChoices(typed, fault !== null);
  const at = Math.min(chosen ?? proposed, choices.length - 1);

  const close = () => {
    page.store.dispatch({ kind: 'naming', naming: false });
    focusPhoto();
  };
  const take = (choice: Choice | undefined) => {
    const { seen, current } = page.store.get();
    const isMeant = current?.place === place; // else the page has gone on to another photo meanwhile
    if (!choice || !isMeant || !isDecidable(seen)) page.store.dispatch({ kind: 'nudged' });
    if (!isMeant) return close();
    if (!choice || !isDecidable(seen)) return;
    close();
    if (choice.index >= 0) runById(page, `assign-${choice.index + 1}`);
    else page.desk.assign(choice.name);
  };
  const press = (event: KeyboardEvent) => {
    if (composing.current || event.nativeEvent.isComposing || event.repeat) return;
    if (event.code === 'Enter' || event.code === 'NumpadEnter') take(choices[at]);
    else if (event.code === 'ArrowDown') setChosen(Math.min(at + 1, choices.length - 1));
    else if (event.code === 'ArrowUp') setChosen(Math.max(at - 1, 0));
    else return;
    event.preventDefault();
  };
  return (
    <div className="question naming">
      <label className="question-text" htmlFor={id}>
        {t('name.label')}
      </label>
      <div className="name-box">
        <input
          id={id}
          className="name-input"
          role="combobox"
          aria-expanded={choices.length > 0}
          aria-controls={`${id}-list`}
          aria-activedescendant={choices[at] ? `${id}-${at}` : undefined}
          aria-autocomplete="list"
          aria-invalid={fault !== null}
          aria-describedby={`${id}-fault`}
          autoComplete="off"
          spellCheck={false}
          autoFocus
          placeholder={t('name.placeholder')}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setChosen(null);
          }}
          onKeyDown={press}
          onCompositionStart={() => (composing.current = true)}
          onCompositionEnd={() => (composing.current = false)}
          onBlur={(event) => {
            if (document.activeElement === event.currentTarget) return; // the window lost the focus, not the field
            if (!event.relatedTarget || !event.currentTarget.parentElement?.contains(event.relatedTarget)) close();
          }}
        />
        <div className="name-below">
          <p id={`${id}-fault`} className="name-fault" role="status">
            {fault && t('name.fault', { why: label(fault) })}
          </p>
          <NameChoices id={id} choices={choices} chosen={at} onTake={take} />
        </div>
      </div>
    </div>
  );
}

function isDecidable(seen: string): boolean {
  return seen === 'painted' || seen === 'armed';
}
