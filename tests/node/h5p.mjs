// Have the H5P server look at an unpacked package: node h5p.mjs FOLDER. Prints "valid", or the reason
// why it is not and ends with code 1.
import { createRequire } from "node:module";
import path from "node:path";

const require = createRequire(import.meta.url);
const server = path.dirname(require.resolve("@lumieducation/h5p-server"));
const { H5PConfig } = require("@lumieducation/h5p-server");
const PackageValidator = require(path.join(server, "PackageValidator.js")).default;

try {
  const validator = new PackageValidator(new H5PConfig(), null);
  await validator.validateExtractedPackage(process.argv[2], true, false);
  console.log("valid");
} catch (error) {
  console.log(error.message);
  process.exitCode = 1;
}
