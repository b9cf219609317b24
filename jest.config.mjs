/** Parts of the suite, each with its folder; `npm test` runs them all. */
// biome-ignore lint/style/noDefaultExport: Jest looks for its configuration there.
export default {
  testEnvironment: "node",
  extensionsToTreatAsEsm: [".ts"],
  transform: { "\\.ts$": "<rootDir>/test/support/strip-types.mjs" },
  testMatch: ["<rootDir>/{functions,shared,infra,web,test}/**/*.test.ts"],
  modulePathIgnorePatterns: ["<rootDir>/(cdk\\.out|dist|artefacts)/"],
  setupFilesAfterEnv: ["<rootDir>/test/support/second-try.ts"],
  testTimeout: 60_000,
  // Jest leaves a core free by itself; on two that is half of them.
  maxWorkers: "100%",
  // A worker keeps every module of every file that it has run.
  workerIdleMemoryLimit: "3GB",
};
