import { ActionLine } from './action-line';
import { classes } from './classes';
import { DoneNotice } from './done-notice';
import { Header } from './header';
import { HistoryRoom } from './history-room';
import { LiveRegion } from './live-region';
import { Look } from './look';
import { ModelNotice } from './model-notice';
import { usePageState } from './page-context';
import { OpenPanel } from './open-panel';
import { processedOf } from './figures';
import { Rail } from './rail';
import { SortRoom } from './sort-room';

/** Header, rail and action line around what is looked at. */
export function Frame() {
  const room = usePageState((state) => state.room);
  const rail = usePageState((state) => state.preferences.rail);
  return (
    <div className={classes('frame', rail && 'with-rail')}>
      <Progress />
      <Header />
      <main className="table">{room === 'sort' ? <SortRoom /> : <HistoryRoom />}</main>
      <OpenPanel />
      {rail && <Rail />}
      <ActionLine />
      <DoneNotice />
      <ModelNotice />
      <Look />
      <LiveRegion />
    </div>
  );
}

/** The thin line over the whole window: how much of the folder has its place. */
function Progress() {
  const share = usePageState((state) => processedOf(state.snapshot.overview).share);
  return (
    <div className="progress" aria-hidden="true">
      <div style={{ transform: `scaleX(${share})` }} />
    </div>
  );
}
