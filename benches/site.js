// What the measurements in a browser share: the built site, Chromium, and generated clusters.

import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";
import { editorReady, openText, writeText } from "../tests/e2e/questions.js";
import { serve } from "../tests/e2e/site_server.js";

const BROWSERS = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const flags = new URL("../tests/browser_flags.json", import.meta.url);

/**
 * Serves the site in `folder`, else the one that was built here, and opens a browser for
 * `work`, which gets a way to open the site and one to open an empty page.
 */
export async function measured(folder, work) {
  const server = await serve(folder ?? fileURLToPath(new URL("../dist", import.meta.url)));
  const browser = await chromium.launch({
    executablePath: process.env.CHROME ?? BROWSERS.find((path) => existsSync(path)),
    args: JSON.parse(readFileSync(flags, "utf8")),
  });
  try {
    const blank = async (watch) => {
      const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
      await page.addInitScript(watch);
      return page;
    };
    const open = async (watch) => {
      const page = await blank(watch);
      await page.goto(server.url);
      await page.locator(".diagram__picture").waitFor();
      const opened = await page.evaluate(() => performance.now());
      await editorReady(page);
      // The worker takes over, and the second part of the program comes.
      await page.waitForTimeout(1500);
      return { page, opened };
    };
    await work(open, blank);
  } finally {
    await browser.close();
    await server.close();
  }
}

/** Puts the texts of a cluster into the page, as pastes, and waits for what they say. */
export async function fill(page, texts, workloads) {
  await writeText(page, texts.policies);
  await openText(page, "Cluster");
  await writeText(page, texts.cluster);
  const said = (count) => document.body.textContent.includes(`${count} workloads`);
  await page.waitForFunction(said, workloads, { timeout: 60_000 });
  await page.getByRole("tab", { name: "Policies" }).click();
}

/** The value below which a share of all lies. */
export function at(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}

/** Pods in ten namespaces, and policies that select and admit by label. */
export function cluster(pods, policies) {
  const space = (index) => `ns-${index % 10}`;
  const namespaces = Array.from({ length: 10 }, (_, index) =>
    document_({ apiVersion: "v1", kind: "Namespace", metadata: { name: space(index), labels: { team: `t${index % 3}` } } }),
  );
  const workloads = Array.from({ length: pods }, (_, index) =>
    document_({
      apiVersion: "v1",
      kind: "Pod",
      metadata: { name: `pod-${index}`, namespace: space(index), labels: { app: `app-${index % 20}`, tier: `tier-${index % 4}` } },
      spec: { containers: [{ name: "main", ports: [{ name: "http", containerPort: 8080 }] }] },
      status: { podIP: `10.0.${Math.floor(index / 250)}.${(index % 250) + 1}` },
    }),
  );
  const rules = Array.from({ length: policies }, (_, index) =>
    document_({
      apiVersion: "networking.k8s.io/v1",
      kind: "NetworkPolicy",
      metadata: { name: `policy-${index}`, namespace: space(index) },
      spec: {
        podSelector: { matchLabels: { tier: `tier-${index % 4}` } },
        policyTypes: ["Ingress"],
        ingress: [
          { from: [{ namespaceSelector: { matchLabels: { team: `t${index % 3}` } }, podSelector: { matchLabels: { app: `app-${index % 20}` } } }], ports: [{ port: 8080 }] },
        ],
      },
    }),
  );
  // A comment to type into: JSON has none, but a stream of YAML documents may.
  return { policies: `# Generated.\n${rules.join("---\n")}`, cluster: [...namespaces, ...workloads].join("---\n") };
}

function document_(object) {
  return `${JSON.stringify(object, null, 2)}\n`;
}
