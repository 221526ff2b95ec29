/** Ends a vitest run with the one line that machines read: `N passed, N failed`. */
export default class CountReporter {
  onTestRunEnd(modules, unhandledErrors) {
    let passed = 0
    let failed = unhandledErrors.length
    for (const module of modules) {
      const tests = [...module.children.allTests()]
      // A file that does not load has no tests of its own, and still failed.
      if (module.state() === 'failed' && !tests.some((test) => test.result().state === 'failed')) failed++
      for (const test of tests) {
        const { state } = test.result()
        if (state === 'passed') passed++
        else if (state === 'failed') failed++
      }
    }
    process.stdout.write(`${passed} passed, ${failed} failed\n`)
  }
}
