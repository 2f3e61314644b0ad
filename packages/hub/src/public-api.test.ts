import { expect, test } from "@jest/globals";

test("what the package exports", async () => {
  expect(Object.keys(await import("./index.ts")).sort()).toMatchInlineSnapshot(`
[
  "HubError",
  "hubFolder",
  "isHubError",
  "isRepositoryName",
  "parseHubReference",
]
`);
});
