import { BOUND_CLUSTERS } from '../actions/actions';
import type { RankedName } from '../lib/rank-names';
import { useText } from '../lib/text';
import { classes } from './classes';
import { Keycap } from './keycap';
import { Swatch } from './swatch';

/** An existing folder with its number, or a new one: then the number is -1. */
export interface Choice extends RankedName {
  index: number;
}

export interface NameChoicesProps {
  id: string;
  choices: readonly Choice[];
  chosen: number;
  onTake(choice: Choice): void;
}

/** What Enter would take, and the others that match. */
export function NameChoices({ id, choices, chosen, onTake }: NameChoicesProps) {
  const { t } = useText();
  return (
    <ul
      id={`${id}-list`}
      className={classes('choices', choices.length === 0 && 'choices-none')}
      role="listbox"
      aria-label={t('name.choices')}
    >
      {choices.map((choice, index) => (
        <li
          key={choice.index}
          id={`${id}-${index}`}
          className={classes('choice', index === chosen && 'choice-chosen')}
          role="option"
          aria-selected={index === chosen}
          // Before the field loses the focus, and with it the list.
          onMouseDown={(event) => {
            event.preventDefault();
            if (event.button !== 0) return;
            onTake(choice);
          }}
        >
          {choice.index >= 0 ? (
            <>
              <Swatch index={choice.index} />
              <Marked choice={choice} />
              {choice.index < BOUND_CLUSTERS && <Keycap of={{ code: `Digit${choice.index + 1}` }} />}
            </>
          ) : (
            <span className="choice-name">{t('name.new', { name: choice.name })}</span>
          )}
        </li>
      ))}
    </ul>
  );
}

function Marked({ choice: { name, at, length } }: { choice: Choice }) {
  return (
    <span className="choice-name">
      {name.slice(0, at)}
      <b>{name.slice(at, at + length)}</b>
      {name.slice(at + length)}
    </span>
  );
}
