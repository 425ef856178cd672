// `test` and `expect` for pages of the built site.
//
// Whatever a test looks at, it also fails when the page logs an error, breaks
// its security policy, or asks any other host for anything.

import { fileURLToPath } from "node:url";
import { test as base, expect } from "@playwright/test";
import { serve } from "./site_server.js";

const DIST = fileURLToPath(new URL("../../dist", import.meta.url));

export const test = base.extend({
  /** The address of the site. Each worker serves its own. */
  site: [
    async ({}, use) => {
      const server = await serve(DIST);
      await use(server.url);
      await server.close();
    },
    { scope: "worker" },
  ],

  /** So that `page.goto("./")` opens the playground. */
  baseURL: async ({ site }, use) => use(site),

  /** The origins of pages that embed the playground, which may be asked as well. */
  neighbours: async ({}, use) => use([]),

  /** What went wrong unseen. A test that provokes an error empties it. */
  faults: [
    async ({ context, site, neighbours }, use) => {
      const faults = [];
      context.on("weberror", (error) => faults.push(`uncaught: ${error.error()}`));
      context.on("console", (message) => {
        if (message.type() === "error") faults.push(`console: ${message.text()}`);
      });
      context.on("request", (request) => {
        const { origin, protocol } = new URL(request.url());
        if (/^https?:|^wss?:/.test(protocol) && ![new URL(site).origin, ...neighbours].includes(origin)) {
          faults.push(`left the site: ${request.url()}`);
        }
      });
      await context.addInitScript(() => {
        addEventListener("securitypolicyviolation", (event) => {
          console.error(`forbidden by ${event.effectiveDirective}: ${event.blockedURI}`);
        });
      });
      await use(faults);
      expect(faults, "what went wrong unseen").toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
