import type { PageEvent } from './page-event';
import type { PageState } from './page-state';

/** The events of what stands around the photo: panels, strip, overlays, preferences. */
export type FrameEvent = Extract<
  PageEvent,
  {
    kind:
      | 'undo_shown'
      | 'trouble'
      | 'said'
      | 'nudged'
      | 'done_seen'
      | 'room'
      | 'panel'
      | 'naming'
      | 'looking'
      | 'layout_asked'
      | 'layout_answered'
      | 'preferences';
  }
>;

export function reduceFrame(state: PageState, event: FrameEvent): PageState {
  switch (event.kind) {
    case 'undo_shown':
      return { ...state, undoShown: true };
    case 'trouble':
      return { ...state, trouble: event.trouble };
    case 'said':
      return { ...state, said: { id: (state.said?.id ?? 0) + 1, label: event.label } };
    case 'nudged':
      return { ...state, nudges: state.nudges + 1 };
    case 'done_seen':
      return { ...state, done: null };
    case 'room':
      // A photo that was out of sight has to be painted again before it is decided about.
      if (event.room === state.room) return { ...state, historyAt: event.at ?? 0 };
      return { ...state, room: event.room, historyAt: event.at ?? 0, naming: false, seen: 'no' };
    case 'panel':
      return { ...state, panel: event.panel, layoutFor: event.panel === 'layout' ? state.layoutFor : null };
    case 'naming':
      return { ...state, naming: event.naming && state.current !== null };
    case 'looking':
      return { ...state, looking: event.looking && state.current !== null };
    case 'layout_asked':
      return { ...state, panel: 'layout', naming: false, layoutFor: { photo: event.photo, cluster: event.cluster } };
    case 'layout_answered':
      return { ...state, panel: null, layoutFor: null };
    case 'preferences':
      return { ...state, preferences: { ...state.preferences, ...event.preferences } };
  }
}
