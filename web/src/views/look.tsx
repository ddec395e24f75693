import { usePage, usePageState } from './page-context';

/** While Z is held: the photo at the size of the window. */
export function Look() {
  const { engine } = usePage();
  const photo = usePageState((state) => (state.looking ? state.current : null));
  if (!photo) return null;
  return (
    <div className="look" aria-hidden="true">
      <img key={photo.place} src={engine.previewUrl(photo, 2048)} alt="" draggable={false} />
    </div>
  );
}
