// Documents that other tools built, in the system's Chromium; `cargo xtask test hosts` builds
// them first.

import base from "../e2e/playwright.config.js";

export default { ...base, testDir: ".", outputDir: "results", reporter: [["list"], ["../e2e/tally_reporter.js"]] };
