import { useId } from 'react';

import { useText } from '../lib/text';

const MOST_SAMPLES = 50; // of the slider; the field takes more

export interface AutoControlsProps {
  threshold: number;
  minSamples: number;
  onThreshold(value: number): void;
  onMinSamples(value: number): void;
}

/** How like a photo has to be, and how many examples a folder has to have. */
export function AutoControls({ threshold, minSamples, onThreshold, onMinSamples }: AutoControlsProps) {
  const { t } = useText();
  return (
    <div className="auto-controls">
      <Slider name={t('auto.threshold')} value={threshold} least={0} most={1} step={0.01} onChange={onThreshold} />
      <Slider
        name={t('auto.min_samples')}
        value={minSamples}
        least={1}
        most={MOST_SAMPLES}
        step={1}
        unbounded
        onChange={onMinSamples}
      />
    </div>
  );
}

interface SliderProps {
  name: string;
  value: number;
  least: number;
  most: number;
  step: number;
  unbounded?: boolean; // the field takes more than the slider
  onChange(value: number): void;
}

function Slider({ name, value, least, most, step, unbounded, onChange }: SliderProps) {
  const id = useId();
  const change = (text: string) => {
    const wanted = Number(text);
    if (text.trim() === '' || !Number.isFinite(wanted) || wanted < least) return;
    onChange(unbounded ? Math.round(wanted) : Math.min(wanted, most));
  };
  return (
    <div className="slider">
      <label htmlFor={id}>{name}</label>
      <input
        id={id}
        type="range"
        min={least}
        max={most}
        step={step}
        value={Math.min(value, most)}
        onChange={(event) => change(event.target.value)}
      />
      <input
        type="number"
        aria-label={name}
        min={least}
        max={unbounded ? undefined : most}
        step={step}
        value={value}
        onChange={(event) => change(event.target.value)}
      />
    </div>
  );
}
