// A cluster without YAML: what is built is text, and what is typed is built.

import { expect, test } from "./playground.js";
import { diagram, node, text } from "./questions.js";

test.beforeEach(async ({ page }) => {
  await page.goto("./");
  await expect(diagram(page)).toBeVisible();
  await page.getByRole("button", { name: "Builder" }).click();
});

/** Enters something into a field of the builder. */
async function enter(page, label, text) {
  const field = page.getByRole("region", { name: "Cluster builder" }).getByLabel(label, { exact: true });
  await field.fill(text);
  await field.press("Enter");
}

test("a namespace, a workload, a label, a port and a Service become text and picture", async ({ page }) => {
  await enter(page, "New namespace", "lab");
  await enter(page, "New workload in lab", "probe:9000");
  await expect(node(page, "lab/probe")).toBeVisible();
  await enter(page, "New label of probe", "tier=test");
  await enter(page, "New port of probe", "9001");
  await page.getByRole("button", { name: "Add a Service for probe" }).click();
  await expect(page.getByRole("group", { name: "Service probe-svc" })).toContainText(":9000");

  await page.getByRole("button", { name: "Remove :9001 of probe" }).click();
  await expect(page.getByRole("button", { name: "Remove :9001 of probe" })).toBeHidden();
  await page.getByRole("button", { name: "Text", exact: true }).click();
  await page.getByRole("tab", { name: "Cluster" }).click();
  await expect.poll(() => text(page)).toContain("tier: test");
  expect(await text(page)).not.toContain("9001");
});

test("a label that Kubernetes would refuse is not written, and the builder says why", async ({ page }) => {
  await enter(page, "New label of staging", "env=not a value");
  await expect(page.getByText(/Not changed: Kubernetes would refuse it/)).toBeVisible();
});

test("a label takes a pod out of what a rule admits", async ({ page }) => {
  await enter(page, "New label of qa-test", "env=elsewhere");
  await expect(page.getByText("9 connections")).toBeVisible();
});
