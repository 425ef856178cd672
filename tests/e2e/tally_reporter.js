// Closes a run with the line that cargo prints, which is how xtask counts tests.

export default class TallyReporter {
  #outcomes = { expected: 0, unexpected: 0, flaky: 0, skipped: 0 };
  #suite;

  onBegin(_config, suite) {
    this.#suite = suite;
  }

  onEnd({ status }) {
    for (const test of this.#suite.allTests()) this.#outcomes[test.outcome()] += 1;
    const { expected, unexpected, flaky, skipped } = this.#outcomes;
    const verdict = status === "passed" ? "ok" : "FAILED";
    console.log(
      `test result: ${verdict}. ${expected + flaky} passed; ${unexpected} failed; ${skipped} ignored;`,
    );
  }
}
