import { memo, useEffect, useRef, useState } from 'react';

import type { PreviewSize } from '../engine/engine';
import { contentOf } from '../engine/preview-url';
import type { PhotoRow } from '../engine/protocol.gen';
import { afterPaint } from '../lib/after-paint';
import { splitPlace } from '../lib/format';
import { useText } from '../lib/text';
import { upcoming } from '../state/page-state';
import { classes } from './classes';
import { usePage, usePageState } from './page-context';
import { StageFailed } from './stage-failed';
import { isSamePicture, useList } from './use-list';

const AHEAD = 3; // pictures decoded and painted beneath the one in question
const ARMING_MS = 300; // from the last paint until Enter is meant
const LARGE_FROM_PX = 700; // CSS pixels of the longer side

/** Which of the three sizes of a preview the stage needs. */
export function stageSize(longerSide: number, pixelRatio: number): PreviewSize {
  return longerSide * pixelRatio > LARGE_FROM_PX ? 2048 : 512;
}

/** The photo in question, whole. The next ones lie beneath it, so that a key only has to uncover them. */
export function Stage() {
  const { t } = useText();
  const current = usePageState((state) => state.current);
  const failed = useFailed();
  const box = useRef<HTMLDivElement>(null);
  const size = useStageSize(box);
  const ahead = useList((state) => upcoming(state).slice(0, AHEAD));
  const [, name] = splitPlace(current?.place ?? '');
  return (
    <div
      ref={box}
      className="stage"
      data-photo=""
      tabIndex={0}
      role="group"
      aria-label={current ? t('stage.photo', { name }) : t('stage.waiting')}
    >
      {size !== null &&
        (current ? [current, ...ahead] : ahead).map((photo, index) => (
          <Slide key={contentOf(photo)} photo={photo} size={size} depth={current ? index : index + 1} />
        ))}
      {current && size !== null && <Watch key={contentOf(current)} photo={current} box={box} />}
      {current && failed && <StageFailed photo={current} />}
    </div>
  );
}

/** Whether the picture did not come: from the first failure until it is painted, also while it is tried again. */
function useFailed(): boolean {
  const place = usePageState((state) => state.current?.place);
  const seen = usePageState((state) => state.seen);
  const [failedAt, setFailedAt] = useState<string | null>(null);
  const now = seen === 'failed' || (seen === 'no' && failedAt === place) ? (place ?? null) : null;
  if (now !== failedAt) setFailedAt(now);
  return now !== null;
}

interface SlideProps {
  photo: PhotoRow;
  size: PreviewSize;
  depth: number; // 0 is on top
}

const Slide = memo(SlidePicture, isSameSlide);

function isSameSlide(a: SlideProps, b: SlideProps): boolean {
  return isSamePicture(a.photo, b.photo) && a.size === b.size && a.depth === b.depth;
}

function SlidePicture({ photo, size, depth }: SlideProps) {
  const { engine } = usePage();
  // Its address says more once the photo was read; the picture that is loading, or on the screen, stays.
  const [first] = useState(photo);
  const [, name] = splitPlace(photo.place);
  return (
    <div className={classes('slide', depth === 0 && 'slide-top')} style={{ zIndex: 9 - depth }}>
      <img
        src={engine.previewUrl(first, size)}
        alt={depth === 0 ? name : ''}
        aria-hidden={depth !== 0}
        data-place={photo.place}
        decoding="sync"
        draggable={false}
      />
    </div>
  );
}

/** Says when the photo in question is on the screen, and when it has been there for long enough. */
function Watch({ photo, box }: { photo: PhotoRow; box: React.RefObject<HTMLDivElement | null> }) {
  const { store, desk } = usePage();
  const { place } = photo;
  const room = usePageState((state) => state.room);
  const wanted = usePageState((state) => state.seen === 'no');
  const answered = usePageState((state) => state.question?.row?.best.cluster ?? null);
  const painted = usePageState((state) => state.seen === 'painted');
  useEffect(() => {
    const image = box.current?.querySelector<HTMLImageElement>('.slide-top img');
    if (!image || !wanted) return;
    return afterPaint(
      image,
      () => store.dispatch({ kind: 'painted', place }),
      () => void desk.pictureFailed(place),
    );
  }, [box, desk, place, room, store, wanted]);
  useEffect(() => {
    if (!painted || answered === null) return;
    const timer = setTimeout(() => store.dispatch({ kind: 'armed', place }), ARMING_MS);
    return () => clearTimeout(timer);
  }, [answered, painted, place, store]);
  return null;
}

/** Grows with the stage and never shrinks: a panel that opens changes no picture. null until it is measured. */
function useStageSize(box: React.RefObject<HTMLDivElement | null>): PreviewSize | null {
  const [size, setSize] = useState<PreviewSize | null>(null);
  useEffect(() => {
    if (!box.current) return;
    const observer = new ResizeObserver(([entry]) => {
      if (!entry) return;
      const { width, height } = entry.contentRect;
      const needed = stageSize(Math.max(width, height), window.devicePixelRatio);
      setSize((before) => (before === 2048 ? before : needed));
    });
    observer.observe(box.current);
    return () => observer.disconnect();
  }, [box]);
  return size;
}
