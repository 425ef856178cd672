// End-to-end tests of the built site in the system's Chromium.
// `cargo xtask test e2e` runs them; `npx playwright test -c tests/e2e` does too.

import { existsSync, readFileSync } from "node:fs";
import { defineConfig } from "@playwright/test";

const BROWSERS = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

export default defineConfig({
  testDir: ".",
  outputDir: "results",
  forbidOnly: Boolean(process.env.CI),
  fullyParallel: true,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [["list"], ["./tally_reporter.js"]],
  use: {
    headless: true,
    // Routes of the tests do not see what a service worker answers; offline.spec.js has one.
    serviceWorkers: "block",
    trace: "retain-on-failure",
    viewport: { width: 1280, height: 800 },
    launchOptions: {
      executablePath: process.env.CHROME ?? BROWSERS.find((path) => existsSync(path)),
      args: JSON.parse(readFileSync(new URL("../browser_flags.json", import.meta.url), "utf8")),
    },
  },
});
