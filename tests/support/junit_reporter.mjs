// Writes what node:test found as JUnit, in the form that GoogleTest writes: one <testcase> a test.
// (node 18 has no JUnit reporter of its own.)

const ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\n': '&#10;' };
const quoted = (text) => `"${String(text).replace(/[&<>"\n]/g, (character) => ENTITIES[character])}"`;

function outcome(event) {
  if (event.type === 'test:fail') {
    const error = event.data.details.error;
    return `<failure message=${quoted(error?.cause?.message ?? error?.message ?? 'failed')}/>`;
  }
  const reason = event.data.skip ?? event.data.todo;
  return reason === undefined ? '' : `<skipped message=${quoted(reason === true ? '' : reason)}/>`;
}

export default async function* report(events) {
  yield '<?xml version="1.0" encoding="UTF-8"?>\n<testsuite name="node">\n';
  for await (const event of events) {
    if (event.type === 'test:pass' || event.type === 'test:fail') {
      const name = quoted(event.data.name);
      yield `<testcase classname="node" name=${name} status="run">${outcome(event)}</testcase>\n`;
      if (event.type === 'test:fail') console.error(`FAILED ${event.data.name}\n`, event.data.details.error);
    }
  }
  yield '</testsuite>\n';
}
