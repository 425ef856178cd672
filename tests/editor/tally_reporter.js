// Closes a run of Node's own tests with the line that cargo prints, which is how xtask counts.

export default async function* tally(events) {
  let passed = 0;
  let failed = 0;
  for await (const { type, data } of events) {
    if (type === "test:stdout") yield data.message;
    if (data.details?.type === "suite") continue;
    if (type === "test:pass") passed += 1;
    if (type === "test:fail") {
      failed += 1;
      yield `FAILED ${data.name}\n${data.details.error.cause?.message ?? data.details.error.message}\n\n`;
    }
  }
  yield `test result: ${failed === 0 ? "ok" : "FAILED"}. ${passed} passed; ${failed} failed; 0 ignored;\n`;
}
