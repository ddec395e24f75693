import { Caption } from './caption';
import { EmptyTable, OpeningTable } from './empty-table';
import { NameField } from './name-field';
import { QuestionLine } from './question-line';
import { Stage } from './stage';
import { Strip } from './strip';
import { usePageState } from './page-context';

/** One question, one whole picture, and what comes next. */
export function SortRoom() {
  const naming = usePageState((state) => state.naming);
  const read = usePageState((state) => state.read);
  const anything = usePageState((state) => state.current !== null);
  const waiting = usePageState((state) => state.underWay.length > 0);
  if (!anything && !read) return <OpeningTable />;
  if (!anything && !waiting) return <EmptyTable />;
  return (
    <div className="single">
      {naming ? <NameField /> : <QuestionLine />}
      <Stage />
      <Caption />
      <Strip />
    </div>
  );
}
