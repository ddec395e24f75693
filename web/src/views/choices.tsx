import { useId } from 'react';

export interface ChoicesProps<T extends string> {
  title: string;
  options: readonly { value: T; name: string }[];
  value: string;
  onChange(value: T): void;
}

/** One of a few, side by side. */
export function Choices<T extends string>({ title, options, value, onChange }: ChoicesProps<T>) {
  const name = useId();
  return (
    <fieldset className="choices-row">
      <legend>{title}</legend>
      {options.map((option) => (
        <label key={option.value} className="choice-radio">
          <input type="radio" name={name} checked={option.value === value} onChange={() => onChange(option.value)} />
          <span>{option.name}</span>
        </label>
      ))}
    </fieldset>
  );
}

export interface CheckProps {
  says: string;
  checked: boolean;
  onChange(checked: boolean): void;
}

export function Check({ says, checked, onChange }: CheckProps) {
  return (
    <label className="check">
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.target.checked)} />
      <span>{says}</span>
    </label>
  );
}
