const PILE = [
  { x: 14, y: 34, turn: -14, colour: 2 },
  { x: 20, y: 26, turn: 9, colour: 1 },
  { x: 10, y: 22, turn: -4, colour: 0 },
  { x: 24, y: 38, turn: 17, colour: 2 },
  { x: 17, y: 30, turn: 3, colour: 1 },
];

/** A pile of photos that becomes three folders. */
export function PileDrawing() {
  return (
    <svg className="pile" viewBox="0 0 220 92" width="220" height="92" aria-hidden="true">
      {PILE.map(({ x, y, turn, colour }, index) => (
        <g key={index} className={`colour-${colour}`} transform={`translate(${x} ${y}) rotate(${turn} 20 15)`}>
          <rect className="pile-photo" width="40" height="30" rx="2" />
          <path className="pile-picture" d="M5 24l9-11 7 8 5-5 9 8z" />
          <circle className="pile-picture" cx="29" cy="9" r="3" />
        </g>
      ))}
      <path className="pile-arrow" d="M84 46h34m-8-7l8 7-8 7" />
      {[0, 1, 2].map((colour) => (
        <g key={colour} className={`colour-${colour}`} transform={`translate(140 ${4 + colour * 30})`}>
          <path className="pile-folder" d="M0 5a3 3 0 013-3h9l4 4h21a3 3 0 013 3v12a3 3 0 01-3 3H3a3 3 0 01-3-3z" />
          <path className="pile-line" d="M50 10h22M50 16h14" />
        </g>
      ))}
    </svg>
  );
}
